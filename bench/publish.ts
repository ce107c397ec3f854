import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Record } from './judged.ts';
import { type Economy, economyOf, pageOf } from './page.ts';
import type { Result } from './print.ts';
import { reliabilitySvg } from './reliability.ts';

const strata = ['S1', 'S2', 'S3', 'S4', 'S5'] as const;

/** Writes the page, its plot and its data. Gives why not, when fewer worlds than before, or none of a kind, would be shown. */
export async function publish(folder: string, result: Result, records: readonly Record[]): Promise<string[]> {
  const before = await readFile(join(folder, 'results.json'), 'utf8').then(
    (text) => JSON.parse(text) as Result,
    () => undefined,
  );
  const refused = refusals(result, before);
  if (refused.length > 0) return refused;
  const economy = economyOf(records);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'results.json'), `${JSON.stringify(result, null, 1)}\n`);
  await writeFile(join(folder, 'economy.json'), `${JSON.stringify(economy, null, 1)}\n`);
  await render(folder, result, economy);
  return [];
}

/** The page and plots from the data beside them. */
export async function render(folder: string, result: Result, economy: Economy): Promise<void> {
  await writeFile(join(folder, 'README.md'), pageOf(result, economy));
  await writeFile(join(folder, 'reliability.svg'), reliabilitySvg(result.parts));
}

type Count = (split: string, stratum: string) => number;

const countIn =
  (result: Result | undefined): Count =>
  (split, id) =>
    result?.parts.find((part) => part.split === split)?.strata.find((stratum) => stratum.id === id)?.n ?? 0;

export function refusals(result: Result, before: Result | undefined): string[] {
  const now = countIn(result);
  const n = result.parts.reduce((sum, part) => sum + part.n, 0);
  const splits = ['development', 'held-out'] as const;
  const empty = strata.filter((id) => splits.every((split) => now(split, id) === 0));
  return [
    ...shrunk(now, countIn(before)),
    ...empty.map((id) => `${id} is empty`),
    ...(now('wild', 'S6') === 0 ? ['S6 is empty'] : []),
    ...(result.parts.some(({ split }) => split === 'held-out') ? [] : ['there are no held-out worlds']),
    ...(result.errors.length > 0.01 * (n + result.errors.length)
      ? [`${result.errors.length} worlds could not be run`]
      : []),
    ...(result.denied > 0 ? ['a part of AWS was denied'] : []),
  ];
}

function shrunk(now: Count, before: Count): string[] {
  const all = [
    ...strata.flatMap((id) => [['development', id] as const, ['held-out', id] as const]),
    ['wild', 'S6'] as const,
  ];
  return all
    .filter(([split, id]) => now(split, id) < before(split, id))
    .map(([split, id]) => `${split} ${id} shrank from ${before(split, id)} to ${now(split, id)}`);
}
