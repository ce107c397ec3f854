import { familyOf } from './families.ts';
import { type Degraded, type DegradedFamily, type Judged, outcomeOf, type Record } from './judged.ts';
import type { Groups } from './ours.ts';
import { best, brier, type Case, isExpected, isTrue, type Score, scoreOf } from './score.ts';
import { type Bin, binsOf, mean, type Proportion, proportion, riskCoverage, share, upperBound } from './statistics.ts';
import type { Split } from './worlds.ts';

export interface Row {
  readonly method: string;
  readonly score: Score;
}

export interface Stratum {
  readonly id: string;
  readonly n: number;
  /** Files: variants of one file are no independent cases. */
  readonly files: number;
  readonly score: Score;
  /** The same, a confusion group not counted as a hit. */
  readonly strict: Score;
  readonly baselines: readonly Row[];
  readonly families: readonly { readonly family: string; readonly score: Score; readonly strict: Score }[];
}

export interface DegradedRow {
  readonly family: DegradedFamily;
  readonly replays: number;
  readonly top1: Proportion;
  readonly wrongAndConfident: Proportion;
  readonly falseAlarms: Proportion;
  readonly gapRecall: Proportion;
  readonly illegal: number;
}

export interface Part {
  readonly split: Split;
  readonly n: number;
  readonly strata: readonly Stratum[];
  /** Over all strata. */
  readonly all: Score;
  readonly brierSkill: number | null;
  readonly bins: readonly Bin[];
  readonly riskCoverage: ReturnType<typeof riskCoverage>;
  readonly falseAlarmBound: number | null;
  readonly grounded: Proportion;
  readonly ungrounded: Proportion;
  readonly minter: Proportion;
  /** S5: the true cause taken off the list, and worlds whose fault no list has. */
  readonly unlisted: Proportion;
  readonly accused: readonly { readonly world: string; readonly accused: string; readonly probability: number }[];
  /** S7. */
  readonly degraded: readonly DegradedRow[];
  readonly withholding: readonly string[];
  readonly crashed: readonly string[];
  readonly liveGaps: Proportion;
  readonly needed: { readonly asked: number | null; readonly inOrder: number | null; readonly n: number };
  readonly shareInGroups: Proportion;
  readonly failures: readonly Failure[];
}

export interface Failure {
  readonly world: string;
  readonly stratum: string;
  readonly stack: string;
  readonly expected: string;
  readonly got: string;
  readonly arithmetic: readonly string[];
}

const strict: Groups = new Map();

const caseOf = (record: Record, groups: Groups, judged: Judged = record.ours): Case => ({
  world: record.world,
  outcome: outcomeOf(judged),
  groups,
});

/** All that is said about the worlds of one split. Undefined when it has none. */
export function partOf(split: Split, all: readonly Record[], groups: Groups): Part | undefined {
  const records = all.filter(({ world }) => world.split === split);
  if (records.length === 0) return undefined;
  const cases = records.map((record) => caseOf(record, groups));
  const certainties = cases.map((one) => ({ sure: best(one).chance, right: isTrue(one) }));
  const ids = [...new Set(records.map(({ world }) => world.stratum))].sort();
  const faulty = records.filter(({ world }) => world.expected.causes.length > 0);
  const sound = records.filter(({ world }) => ['healthy', 'not-a-502'].includes(world.expected.verdict));
  const minted = records.filter(({ world }) => world.expected.minter !== null);
  const total = scoreOf(cases);
  const prior = mean(records.map((record) => brier(caseOf(record, groups, record.baselines['prior only']))));
  return {
    split,
    n: records.length,
    strata: ids.map((id) =>
      stratumOf(
        id,
        records.filter(({ world }) => world.stratum === id),
        groups,
      ),
    ),
    all: total,
    brierSkill: total.brier === null || prior === null || prior === 0 ? null : 1 - total.brier / prior,
    bins: binsOf(certainties),
    riskCoverage: riskCoverage(certainties),
    falseAlarmBound: upperBound(share(sound, ({ ours }) => (ours.ranked[0]?.probability ?? 0) >= 0.5)),
    grounded: share(faulty, ({ measured }) => measured.grounded),
    ungrounded: share(faulty, (one) => !one.measured.grounded && scoreOf([caseOf(one, groups)]).top1.hits > 0),
    minter: share(minted, ({ measured, world }) => measured.minter === world.expected.minter),
    ...unlistedOf(records),
    degraded: degradedRows(records),
    withholding: [...new Set(records.flatMap(({ measured }) => measured.withholding))].sort(),
    crashed: [...new Set(records.flatMap(({ measured }) => measured.crashed))].sort(),
    liveGaps: proportion(
      sum(records, ({ measured }) => measured.gapsShown),
      sum(records, ({ measured }) => measured.gapsDue),
    ),
    needed: neededOf(records),
    shareInGroups: share(faulty, ({ world }) => world.expected.causes.some((id) => groups.has(id))),
    failures: records.flatMap((record) => failureOf(record, groups)),
  };
}

const sum = <T>(list: readonly T[], of: (one: T) => number): number => list.reduce((all, one) => all + of(one), 0);

const fileOf = ({ world }: Record): string => world.id.replace(/~\d+$/, '');

function stratumOf(id: string, records: readonly Record[], groups: Groups): Stratum {
  const score = (list: readonly Record[], which: Groups) => scoreOf(list.map((record) => caseOf(record, which)));
  const families = [...new Set(records.map(({ world }) => familyOf(world.expected.causes)))].sort();
  return {
    id,
    n: records.length,
    files: new Set(records.map(fileOf)).size,
    score: score(records, groups),
    strict: score(records, strict),
    baselines: Object.keys(records[0]?.baselines ?? {}).map((method) => ({
      method,
      score: scoreOf(records.map((record) => caseOf(record, groups, record.baselines[method]))),
    })),
    families: families.map((family) => {
      const inside = records.filter(({ world }) => familyOf(world.expected.causes) === family);
      return { family, score: score(inside, groups), strict: score(inside, strict) };
    }),
  };
}

function unlistedOf(records: readonly Record[]): Pick<Part, 'unlisted' | 'accused'> {
  const truly = records.filter(({ world }) => world.stratum === 'S5');
  const derived = records.filter(({ removed }) => removed !== null);
  const accused = [
    ...truly.map((one) => ({ world: one.world.id, verdict: one.ours.verdict, first: one.ours.ranked[0] })),
    ...derived.map(({ world, removed }) => ({
      world: world.id,
      verdict: removed?.verdict,
      first: { id: removed?.accused ?? '', probability: removed?.most ?? 0 },
    })),
  ].flatMap(({ world, verdict, first }) =>
    verdict === 'cause' ? [{ world, accused: first?.id ?? '', probability: first?.probability ?? 0 }] : [],
  );
  const n = truly.length + derived.length;
  return { unlisted: proportion(n - accused.length, n), accused };
}

function degradedRows(records: readonly Record[]): DegradedRow[] {
  const all = records.flatMap(({ world, degraded }) => degraded.map((one) => ({ world, one })));
  const families = [...new Set(all.map(({ one }) => one.family))];
  return families.map((family) => {
    const inside = all.filter(({ one }) => one.family === family);
    const faulty = inside.filter(({ world }) => world.expected.causes.length > 0);
    const sound = inside.filter(({ world }) => ['healthy', 'not-a-502'].includes(world.expected.verdict));
    const ones = inside.map(({ one }) => one);
    return {
      family,
      replays: inside.length,
      top1: share(faulty, ({ one }) => one.top1),
      wrongAndConfident: share(ones, isWrongAndConfident),
      falseAlarms: share(sound, ({ one }) => one.most >= 0.5),
      gapRecall: proportion(
        sum(ones, ({ gapsShown }) => gapsShown),
        sum(ones, ({ gapsDue }) => gapsDue),
      ),
      illegal: sum(ones, ({ illegal }) => illegal.length),
    };
  });
}

const isWrongAndConfident = ({ sure, right }: Degraded): boolean => sure >= 0.8 && !right;

function neededOf(records: readonly Record[]): Part['needed'] {
  const both = records.flatMap(({ measured: { needed } }) =>
    needed !== null && needed.asked !== null && needed.inOrder !== null
      ? [{ asked: needed.asked, inOrder: needed.inOrder }]
      : [],
  );
  return {
    asked: mean(both.map(({ asked }) => asked)),
    inOrder: mean(both.map(({ inOrder }) => inOrder)),
    n: both.length,
  };
}

function failureOf(record: Record, groups: Groups): Failure[] {
  const { world, ours, arithmetic } = record;
  if (isExpected(caseOf(record, groups))) return [];
  const named = ours.ranked.slice(0, 3).map(({ id, probability }) => `${id} ${probability.toFixed(2)}`);
  const chances = new Map(ours.chances);
  return [
    {
      world: world.id,
      stratum: world.stratum,
      stack: world.stack,
      expected: `${world.expected.verdict} ${world.expected.causes.join(' + ')}`.trim(),
      got: `${ours.verdict}: ${named.join(', ')}; healthy ${(chances.get('healthy') ?? 0).toFixed(2)}, unlisted ${(chances.get('unlisted') ?? 0).toFixed(2)}`,
      arithmetic,
    },
  ];
}
