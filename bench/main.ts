import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { causes } from '../src/causes/index.ts';
import { checks } from '../src/checks/index.ts';
import { knowledge, temperature } from '../src/diagnosis/scale.ts';
import type { Lang } from '../src/domain/text.ts';
import { help } from './help.ts';
import type { Record } from './judged.ts';
import type { Task } from './lane.ts';
import { runAll } from './lanes.ts';
import { groupsOf } from './ours.ts';
import { type Result, toMarkdown, toText } from './print.ts';
import { publish } from './publish.ts';
import { partOf } from './summary.ts';
import { readWorlds, type World } from './worlds.ts';

/**
 * `502 bench`: every world through the real SDK, collectors and engine, scored by id and set arithmetic beside simple
 * rules. Exit code 0 when it was measured (however badly), 64 for wrong use, 65 when it must not be published, 70 when
 * a run failed.
 */
const { values: options } = parsed(() =>
  parseArgs({
    options: {
      help: { type: 'boolean', short: 'h', default: false },
      worlds: { type: 'string', multiple: true },
      format: { type: 'string', default: 'text' },
      lang: { type: 'string', default: 'en' },
      only: { type: 'string', multiple: true, default: [] },
      strata: { type: 'string' },
      deny: { type: 'string' },
      seed: { type: 'string', default: '1' },
      temperature: { type: 'string' },
      bundles: { type: 'string' },
      lanes: { type: 'string' },
      'held-out': { type: 'boolean', default: false },
      publish: { type: 'boolean', default: false },
    },
  }),
);

const root = join(import.meta.dirname, '..');
const own = join(root, 'sandbox/worlds');
/** The present of every world: fixed, so that the same worlds give the same evidence on any day. */
const present = '2026-11-20T10:15:00.000Z';

/** An option that is not there is told in a sentence. */
function parsed<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\nSee 502 bench --help.\n`);
    process.exit(64);
  }
}

/** Held-out worlds only where they were asked for: each look at them uses them up. */
function folders(): readonly string[] {
  if (options.worlds !== undefined) return options.worlds;
  const heldOut = options['held-out'] || options.publish ? [join(own, 'held-out')] : [];
  return [own, join(own, 'wild'), ...heldOut].filter((folder) => existsSync(folder));
}

async function main(): Promise<number> {
  const broken: { readonly id: string; readonly error: string }[] = [];
  const note = (name: string, { message }: Error) => void broken.push({ id: basename(name), error: message });
  const all = (await Promise.all(folders().map((folder) => readWorlds(folder, note)))).flat();
  const wanted = options.strata?.split(',');
  const chosen = (id: string) => options.only.some((one) => id === one || id.startsWith(`${one}~`));
  const worlds = all.filter(
    ({ id, stratum }) => (options.only.length === 0 || chosen(id)) && (wanted?.includes(stratum) ?? true),
  );
  const empty = (wanted ?? []).filter((id) => !worlds.some(({ stratum }) => stratum === id));
  if (worlds.length === 0 || empty.length > 0) {
    process.stderr.write(`Nothing is scored on an empty stratum: ${empty.join(', ') || 'no world was found'}.\n`);
    return 64;
  }
  const started = performance.now();
  const lanes = options.lanes === undefined ? undefined : Number(options.lanes);
  const { records, errors } = await runAll(worlds.map(taskOf), told(worlds.length), lanes);
  const result = resultOf(records, [...broken, ...errors]);
  process.stderr.write(`${records.length} worlds in ${((performance.now() - started) / 1000).toFixed(0)} s\n`);
  process.stdout.write(printed(result));
  if (options.publish) {
    const refused = await publish(join(root, 'docs/benchmark'), result, records);
    if (refused.length === 0) return 0;
    process.stderr.write(`Not published:\n${refused.map((why) => `  ${why}\n`).join('')}`);
    return 65;
  }
  return errors.length > 0 ? 70 : 0;
}

function taskOf(world: World): Task {
  return {
    world,
    now: present,
    deny: Number(options.deny ?? 0),
    seed: Number(options.seed),
    lang: options.lang as Lang,
    ...(options.temperature === undefined ? {} : { temperature: Number(options.temperature) }),
    ...(options.bundles === undefined ? {} : { bundles: options.bundles }),
  };
}

function told(of: number) {
  return ({ id, ...done }: { readonly id: string }, count: number) =>
    void process.stderr.write(`${count}/${of} ${id}${'error' in done ? ` could not be run: ${done.error}` : ''}\n`);
}

function resultOf(records: readonly Record[], errors: Result['errors']): Result {
  const groups = groupsOf({ causes });
  const parts = (['held-out', 'development', 'wild'] as const).flatMap((split) => partOf(split, records, groups) ?? []);
  return {
    bench: 'worlds',
    present,
    knowledge,
    temperature,
    denied: Number(options.deny ?? 0),
    seed: Number(options.seed),
    causes: causes.length,
    checks: checks.length,
    parts,
    errors,
    groups: [...new Set(groups.values())].map((group) => ({
      group,
      causes: causes.filter((cause) => cause.group === group).map(({ id }) => id),
    })),
    digest: createHash('sha256')
      .update(records.map(({ digest }) => digest).join())
      .digest('hex')
      .slice(0, 12),
  };
}

function printed(result: Result): string {
  if (options.format === 'json') return `${JSON.stringify(result, null, 2)}\n`;
  return options.format === 'markdown' ? toMarkdown(result) : toText(result);
}

if (!['text', 'json', 'markdown'].includes(options.format) || !['en', 'ja'].includes(options.lang)) {
  process.stderr.write('--format is text, json or markdown; --lang is en or ja.\n');
  process.exitCode = 64;
} else if (options.help) {
  process.stdout.write(help[options.lang as Lang]);
} else {
  // 1 would look like a crash of Node; 70 is a bug of ours, as everywhere.
  process.exitCode = await main().catch((error: unknown) => {
    process.stderr.write(`${String(error instanceof Error ? error.stack : error)}\n`);
    return 70;
  });
}
