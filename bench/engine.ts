import { performance } from 'node:perf_hooks';
import { type Model, type Term, termsOf } from '../src/diagnosis/model.ts';
import { rank } from '../src/diagnosis/rank.ts';
import { rankDensely } from './dense.ts';
import { makeRandom } from './random.ts';

/** How long one ranking takes at the size of the whole catalogue, beside the formula written out. */
const CAUSES = 139;
const CHECKS = 200;
const LIMIT_MS = 10;
const random = makeRandom(502);

function madeModel(): Model {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  return {
    checks: Array.from({ length: CHECKS }, (_, at) => ({
      id: `check/${at}`,
      leak: pick([0.005, 0.02, 0.05, 0.15]),
      unlisted: pick([0, 0.1, 0.3]),
      stray: pick([0, 0.1, 0.3]),
      family: random() < 0.5 ? `family-${at % 30}` : null,
    })),
    causes: Array.from({ length: CAUSES }, (_, at) => {
      const touched = new Set(Array.from({ length: 12 }, () => Math.floor(random() * CHECKS)));
      return {
        id: `cause-${at}`,
        prior: 1 / CAUSES,
        touches: [...touched]
          .sort((a, b) => a - b)
          .map((check) => ({
            check,
            strength: random() < 0.7 ? pick([0.2, 0.5, 0.8, 0.95]) : 0,
            inhibits: random() < 0.3 ? pick([0.2, 0.8]) : 0,
          })),
      };
    }),
  };
}

function timesOf(runs: number, work: () => void): number[] {
  for (let warm = 0; warm < 20; warm++) work();
  return Array.from({ length: runs }, () => {
    const before = performance.now();
    work();
    return performance.now() - before;
  }).sort((a, b) => a - b);
}

const model = madeModel();
const terms: Term[] = termsOf(model, new Map(model.checks.map(({ id }) => [id, random() < 0.2])));
const symptom = { healthy: Math.log(0.005), fault: Math.log(0.8) };
const fast = timesOf(300, () => rank(model, terms, symptom, 1.4));
const dense = timesOf(20, () => rankDensely(model, terms, symptom, 1.4));
const at = (times: readonly number[], share: number) => times[Math.floor(times.length * share)] ?? Number.NaN;
const one = rank(model, terms, symptom, 1.4);
const other = rankDensely(model, terms, symptom, 1.4);
const off = Math.max(
  Math.abs(one.healthy - (other.probabilities[0] ?? 1)),
  ...one.singles.map((chance, cause) => Math.abs(chance - (other.probabilities[2 + cause] ?? 1))),
);
const round = (value: number) => Math.round(value * 100) / 100;
const result = {
  bench: 'engine',
  causes: CAUSES,
  checks: CHECKS,
  hypotheses: other.hypotheses.length,
  msP50: round(at(fast, 0.5)),
  msP99: round(at(fast, 0.99)),
  denseMsP50: round(at(dense, 0.5)),
  ratio: round(at(dense, 0.5) / at(fast, 0.5)),
  largestDifference: off,
  limitMs: LIMIT_MS,
  ok: at(fast, 0.5) <= LIMIT_MS && off <= 1e-9,
};
process.stdout.write(
  `${CAUSES} causes × ${CHECKS} checks, ${result.hypotheses} hypotheses: fast ${result.msP50} ms (p99 ${result.msP99}), ` +
    `dense ${result.denseMsP50} ms, dense/fast ${result.ratio}\n${JSON.stringify(result)}\n`,
);
process.exitCode = result.ok ? 0 : 1;
