/** A seeded stream of chance: the same name gives the same world. */
export interface Random {
  /** 0 inclusive to 1 exclusive. */
  next(): number;
  between(low: number, high: number): number;
  /** Waiting time with this mean. */
  exponential(mean: number): number;
  /** Positive, skewed to the right, with this median. */
  logNormal(median: number, sigma: number): number;
  normal(): number;
  poisson(mean: number): number;
  pick<T>(items: readonly T[]): T;
  hex(digits: number): string;
  uuid(): string;
  chance(share: number): boolean;
}

// Looked up once: in a test's own realm every look at the global Math is slow.
const { imul, floor } = Math;

/** Four hexadecimal digits of every number below 65536: a log line has dozens. */
const HALVES: readonly string[] = Array.from({ length: 0x1_0000 }, (_, word) => word.toString(16).padStart(4, '0'));

function hash(name: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) h = imul(h ^ name.charCodeAt(i), 0x01000193);
  return h >>> 0;
}

/** mulberry32 over a hash of the name. */
export function randomOf(name: string): Random {
  let state = hash(name);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = imul(state ^ (state >>> 15), 1 | state);
    t = (t + imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const hex = (digits: number) => {
    let out = '';
    for (let made = 0; made < digits; made += 8) {
      const word = floor(next() * 4_294_967_296);
      out += (HALVES[word >>> 16] ?? '') + (HALVES[word & 0xffff] ?? '');
    }
    return out.slice(0, digits);
  };
  return {
    next,
    normal,
    hex,
    between: (low, high) => low + next() * (high - low),
    exponential: (mean) => -mean * Math.log(1 - next()),
    logNormal: (median, sigma) => median * Math.exp(sigma * normal()),
    poisson: (mean) =>
      mean > 50 ? Math.max(0, Math.round(mean + Math.sqrt(mean) * normal())) : smallPoisson(mean, next),
    pick: (items) => {
      const item = items[floor(next() * items.length)];
      if (item === undefined) throw new RangeError('Nothing to pick from.');
      return item;
    },
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`,
    chance: (share) => next() < share,
  };
}

function smallPoisson(mean: number, next: () => number): number {
  const limit = Math.exp(-mean);
  let product = next();
  let count = 0;
  while (product > limit) {
    product *= next();
    count += 1;
  }
  return count;
}
