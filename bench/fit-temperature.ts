import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { causes } from '../src/causes/index.ts';
import { checks } from '../src/checks/index.ts';
import { temperature } from '../src/diagnosis/scale.ts';
import type { Bundle } from '../src/domain/evidence.ts';
import { ours } from './ours.ts';
import { runWorld } from './run-world.ts';
import { scoreOf } from './score.ts';
import { readWorlds, type World } from './worlds.ts';

/**
 * The temperature with the least log loss on the development worlds, searched from 1 to 2 only: a handful of worlds
 * says little, and below 1 the engine would believe more than its own numbers. Prints; a person writes scale.ts.
 * With `--bundles DIR` the runs are kept there and read again the next time.
 */
const { values: options } = parseArgs({
  options: { worlds: { type: 'string', default: 'sandbox/worlds' }, bundles: { type: 'string' } },
});

interface Kept {
  readonly world: World;
  readonly bundle: Bundle;
}

async function keptRuns(): Promise<Kept[]> {
  if (options.bundles !== undefined) {
    await mkdir(options.bundles, { recursive: true });
    const files = (await readdir(options.bundles)).filter((name) => name.endsWith('.json')).sort();
    if (files.length > 0) return Promise.all(files.map((name) => readKept(join(options.bundles ?? '', name))));
  }
  const kept: Kept[] = [];
  for (const world of await readWorlds(options.worlds)) {
    const now = new Date(Math.floor(Date.now() / 60_000) * 60_000).toISOString();
    const { bundle } = await runWorld(world, now);
    kept.push({ world, bundle });
    if (options.bundles !== undefined)
      await writeFile(join(options.bundles, `${world.id}.json`), JSON.stringify({ world, bundle }));
  }
  return kept;
}

async function readKept(file: string): Promise<Kept> {
  return JSON.parse(await readFile(file, 'utf8')) as Kept;
}

const kept = await keptRuns();
const groups = new Map(causes.flatMap(({ id, group }) => (group === undefined ? [] : [[id, group] as const])));
const casesAt = (heat: number) =>
  kept.map(({ world, bundle }) => ({ world, groups, outcome: ours(bundle, { checks, causes }, heat) }));
const lossesAt = (heat: number) => casesAt(heat).map((one) => scoreOf([one]).logLoss ?? Number.NaN);
const tried = Array.from({ length: 21 }, (_, at) => Math.round((1 + at * 0.05) * 100) / 100).map((heat) => {
  const { logLoss, brier, wrongAndConfident } = scoreOf(casesAt(heat));
  return { heat, logLoss: logLoss ?? Number.NaN, brier: brier ?? Number.NaN, wrong: wrongAndConfident.hits };
});
const best = tried.reduce((one, other) => (other.logLoss < one.logLoss ? other : one));
for (const { heat, logLoss, brier, wrong } of tried)
  process.stdout.write(
    `${heat.toFixed(2)}  log loss ${logLoss.toFixed(4)}  Brier ${brier.toFixed(4)}  wrong and sure ${wrong}\n`,
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
