import { parseArgs } from 'node:util';
import { causes } from '../src/causes/index.ts';
import { checks } from '../src/checks/index.ts';
import { explain } from '../src/diagnosis/index.ts';
import type { Lang } from '../src/domain/text.ts';
import { baselines } from './baselines.ts';
import { help } from './help.ts';
import { measure } from './measure.ts';
import { ours } from './ours.ts';
import { type Result, type Row, type Stratum, toMarkdown, toText } from './print.ts';
import { type Run, runWorld } from './run-world.ts';
import { type Case, isTop, measuredScore, scoreOf } from './score.ts';
import { proportion } from './statistics.ts';
import { readWorlds, type World } from './worlds.ts';

/**
 * `502 bench`: every world through the program as its user runs it, scored by id and set arithmetic beside simple
 * rules. Exit code 0 when it was measured (however badly), 64 for wrong use, 70 when a run failed.
 */
const { values: options } = parsed(() =>
  parseArgs({
    options: {
      help: { type: 'boolean', short: 'h', default: false },
      worlds: { type: 'string', default: 'sandbox/worlds' },
      format: { type: 'string', default: 'text' },
      lang: { type: 'string', default: 'en' },
      only: { type: 'string', multiple: true, default: [] },
      strata: { type: 'string' },
      deny: { type: 'string' },
      seed: { type: 'string', default: '1' },
      temperature: { type: 'string' },
    },
  }),
);

/** An option that is not there is told in a sentence. */
function parsed<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\nSee 502 bench --help.\n`);
    process.exit(64);
  }
}

const knowledge = { checks, causes };
const groups = new Map(causes.flatMap(({ id, group }) => (group === undefined ? [] : [[id, group] as const])));

async function main(): Promise<number> {
  const all = await readWorlds(options.worlds);
  const worlds = all.filter(({ id }) => options.only.length === 0 || options.only.includes(id));
  const ids = strataOf(worlds);
  const empty = ids.filter((id) => !worlds.some(({ stratum }) => stratum === id));
  if (worlds.length === 0 || empty.length > 0) {
    process.stderr.write(`Nothing is scored on an empty stratum: ${empty.join(', ') || 'no world was found'}.\n`);
    return 64;
  }
  const runs: { readonly run: Run; readonly whole: Run }[] = [];
  for (const world of worlds) {
    process.stderr.write(`${world.id}\n`);
    runs.push(await runBoth(world));
  }
  const result: Result = {
    bench: 'worlds',
    date: new Date().toISOString().slice(0, 10),
    denied: Number(options.deny ?? 0),
    seed: Number(options.seed),
    strata: ids.map((id) => stratumOf(id, runs)),
    unlisted: unlistedOf(runs.map(({ run }) => run)),
    failures: runs.flatMap(({ run }) => failureOf(run)),
    groups: [...new Set(groups.values())].map((group) => ({
      group,
      causes: causes.filter((cause) => cause.group === group).map(({ id }) => id),
    })),
  };
  process.stdout.write(printed(result));
  return 0;
}

/** Strata asked for, or all that the worlds name. */
function strataOf(worlds: readonly World[]): string[] {
  if (options.strata !== undefined) return options.strata.split(',');
  return [...new Set(worlds.map(({ stratum }) => stratum))].sort();
}

async function runBoth(world: World): Promise<{ readonly run: Run; readonly whole: Run }> {
  // One present for both, and the real one: what AWS keeps only for an hour is kept then.
  const now = new Date(Math.floor(Date.now() / 60_000) * 60_000).toISOString();
  const whole = await runWorld(world, now);
  if (options.deny === undefined) return { run: whole, whole };
  return {
    run: await runWorld(world, now, { deny: Number(options.deny), seed: Number(options.seed) }),
    whole,
  };
}

function stratumOf(id: string, all: readonly { readonly run: Run; readonly whole: Run }[]): Stratum {
  const runs = all.filter(({ run }) => run.world.stratum === id);
  const worlds = runs.map(({ run }) => run.world);
  const judged = runs.map(({ run }) => ours(run.bundle, knowledge, heat()));
  const cases = (judge: (at: number) => Case['outcome']): Case[] =>
    worlds.map((world, at) => ({ world, outcome: judge(at), groups }));
  const score = scoreOf(cases((at) => judged[at] as Case['outcome']));
  const rows = Object.entries(baselines).map(([name, judge]): Row => {
    const outcomes = runs.map(({ run }, at) => judge(run.bundle, (judged[at] as (typeof judged)[number]).assessment));
    return { method: name, score: scoreOf(cases((at) => outcomes[at] as Case['outcome'])) };
  });
  const measured = measuredScore(
    worlds,
    runs.map(({ run, whole }) => measure(run, whole.answer)),
  );
  return { id, ...score, ...measured, baselines: rows };
}

/** S5, derived: each fault with its cause taken out of the list. What is left must not be accused. */
function unlistedOf(runs: readonly Run[]): Result['unlisted'] {
  const faulty = runs.filter(({ world }) => world.expected.causes.length === 1);
  const accused = faulty.flatMap(({ world, bundle }) => {
    const [truth] = world.expected.causes;
    const group = groups.get(truth ?? '');
    const left = causes.filter(({ id }) => id !== truth && (group === undefined || groups.get(id) !== group));
    const outcome = ours(bundle, { checks, causes: left }, heat());
    const first = outcome.ranked[0];
    return outcome.verdict === 'cause' && first !== undefined
      ? [{ world: world.id, accused: first.id, probability: first.probability }]
      : [];
  });
  return { recognised: proportion(faulty.length - accused.length, faulty.length), accused };
}

function heat(): number | undefined {
  return options.temperature === undefined ? undefined : Number(options.temperature);
}

function failureOf(run: Run): Result['failures'] {
  const outcome = ours(run.bundle, knowledge, heat());
  const one = { world: run.world, outcome, groups };
  const { expected } = run.world;
  const right = outcome.verdict === expected.verdict && (expected.causes.length === 0 || isTop(one, 1));
  if (right) return [];
  const got = outcome.ranked.slice(0, 3).map(({ id, probability }) => `${id} ${probability.toFixed(2)}`);
  return [
    {
      world: run.world.id,
      expected: `${expected.verdict} ${expected.causes.join(' + ')}`.trim(),
      got: `${outcome.verdict}: ${got.join(', ')}; unlisted ${(outcome.chances.get('unlisted') ?? 0).toFixed(2)}`,
      arithmetic: explain(run.bundle, run.answer.run.bundle, options.lang as Lang),
    },
  ];
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
