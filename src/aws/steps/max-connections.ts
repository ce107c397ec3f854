const GIB = 1024 ** 3;

/** Memory of the size `large` in GiB by family letters; other sizes follow by doubling. */
const largeGib: readonly (readonly [RegExp, number])[] = [
  [/^t\d/, 8],
  [/^m\d/, 8],
  [/^r\d/, 16],
  [/^x2g/, 32],
  [/^x/, 30.5],
  [/^z1d/, 16],
  [/^c\d/, 4],
];
const sizes: Readonly<Record<string, number>> = { micro: 1 / 8, small: 1 / 4, medium: 1 / 2, large: 1, xlarge: 2 };

/** Bytes of a class such as db.r6g.2xlarge; null for one that is not known. */
export function classMemory(dbClass: string | null): number | null {
  const [, family = '', size = ''] = /^db\.([a-z0-9-]+)\.([a-z0-9-]+)$/.exec(dbClass ?? '') ?? [];
  const large = largeGib.find(([pattern]) => pattern.test(family))?.[1];
  const times = /^(\d+)xlarge/.exec(size)?.[1];
  const factor = times === undefined ? sizes[size] : 2 * Number(times);
  return large === undefined || factor === undefined ? null : large * factor * GIB;
}

/**
 * AWS's defaults (Amazon RDS User Guide, "Maximum number of database connections"). DBInstanceClassMemory is what is left
 * for the engine, some way below the class's memory, so a worked-out limit is an upper estimate.
 */
const defaults: Readonly<Record<string, (memory: number) => number>> = {
  postgres: (memory) => Math.min(memory / 9_531_392, 5_000),
  'aurora-postgresql': (memory) => Math.min(memory / 9_531_392, 5_000),
  mysql: (memory) => memory / 12_582_880,
  mariadb: (memory) => Math.min(memory / 25_165_760, 12_000),
  'aurora-mysql': (memory) => Math.max(Math.log2(memory / 805_306_368) * 45, Math.log2(memory / 8_187_281_408) * 1_000),
};

/**
 * What the engine keeps to itself, larger for small classes. Reasoned back from AWS's table for Aurora MySQL: 1,000
 * connections on 16 GiB and 90 on 4 GiB are what the formula gives for about so much of the memory.
 */
function leftForEngine(memory: number): number {
  if (memory <= GIB) return 0.75;
  return memory <= 4 * GIB ? 0.88 : 0.95;
}

const unit = /\{?DBInstanceClassMemory\/(\d+)\}?/;

/**
 * The most connections that a server takes. `setting`: the parameter's own value where somebody set one: a number or a
 * formula such as `LEAST({DBInstanceClassMemory/9531392},5000)`. Null where it cannot be told.
 */
export function maxConnectionsOf(engine: string | null, dbClass: string | null, setting?: string): number | null {
  if (setting !== undefined && /^\d+$/.test(setting)) return Number(setting);
  const memory = classMemory(dbClass);
  if (memory === null) return null;
  const usable = memory * leftForEngine(memory);
  if (setting !== undefined) return byFormula(setting, usable);
  const formula = defaults[engine ?? ''];
  return formula === undefined ? null : Math.floor(formula(usable));
}

function byFormula(setting: string, memory: number): number | null {
  const divisor = unit.exec(setting)?.[1];
  if (divisor === undefined || /log|SUM|DIFFERENCE/i.test(setting)) return null;
  const share = memory / Number(divisor);
  const bound = /^(LEAST|GREATEST)\(.*,\s*(\d+)\)$/.exec(setting.replaceAll(' ', ''));
  if (bound === null) return Math.floor(share);
  const other = Number(bound[2]);
  return Math.floor(bound[1] === 'LEAST' ? Math.min(share, other) : Math.max(share, other));
}
