import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { causes } from '../src/causes/index.ts';
import { checks } from '../src/checks/index.ts';
import { temperature } from '../src/diagnosis/scale.ts';
import type { Bundle } from '../src/domain/evidence.ts';
import { groupsOf, ours } from './ours.ts';
import { scoreOf } from './score.ts';
import { readWorlds } from './worlds.ts';

/**
 * The temperature with the least log loss on the development worlds, searched from 0.7 to 3. Prints; a person writes
 * scale.ts. Reads what `502 bench --bundles DIR` kept, so that every heat is tried on the same evidence.
 */
const { values: options } = parseArgs({
  options: { worlds: { type: 'string', default: 'sandbox/worlds' }, bundles: { type: 'string', default: '' } },
});
if (options.bundles === '') throw new Error('--bundles DIR: where `502 bench --bundles DIR` kept its runs');

const worlds = await readWorlds(options.worlds);
const there = new Set(await readdir(options.bundles));
const kept = await Promise.all(
  worlds
    .filter(({ id }) => there.has(`${id}.json`))
    .map(async (world) => {
      const text = await readFile(join(options.bundles, `${world.id}.json`), 'utf8');
      return { world, bundle: (JSON.parse(text) as { readonly bundle: Bundle }).bundle };
    }),
);
const knowledge = { checks, causes };
const groups = groupsOf(knowledge);
const casesAt = (heat: number) =>
  kept.map(({ world, bundle }) => ({ world, groups, outcome: ours(bundle, knowledge, heat) }));
const lossesAt = (heat: number) => casesAt(heat).map((one) => scoreOf([one]).logLoss ?? Number.NaN);
const heats = Array.from({ length: 47 }, (_, at) => Math.round((0.7 + at * 0.05) * 100) / 100);
const tried = heats.map((heat) => {
  const { logLoss, brier, ece, wrongAndConfident } = scoreOf(casesAt(heat));
  return { heat, logLoss: logLoss ?? 9, brier: brier ?? 9, ece: ece ?? 9, wrong: wrongAndConfident.hits };
});
const best = tried.reduce((one, other) => (other.logLoss < one.logLoss ? other : one));
for (const { heat, logLoss, brier, ece, wrong } of tried)
  process.stdout.write(
    `${heat.toFixed(2)}  log loss ${logLoss.toFixed(4)}  Brier ${brier.toFixed(4)}  ECE ${ece.toFixed(4)}  wrong and sure ${wrong}\n`,
  );

/** Is the value in use worse than the best by more than chance? Paired over the worlds. */
const inUse = lossesAt(temperature.value);
const differences = lossesAt(best.heat).map((loss, at) => (inUse[at] ?? Number.NaN) - loss);
const difference = differences.reduce((sum, value) => sum + value, 0) / differences.length;
const variance = differences.reduce((sum, value) => sum + (value - difference) ** 2, 0) / (differences.length - 1);
const error = Math.sqrt(variance / differences.length);
process.stdout.write(
  `least at ${best.heat} on ${kept.length} worlds; in use ${temperature.value}, worse by ${difference.toFixed(4)} ± ${error.toFixed(4)} (standard error)\n`,
);
