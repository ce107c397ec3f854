import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { makeJobs } from '../../src/jobs/index.ts';
import { openStore, verifyTimeline } from '../../src/store/index.ts';
import { anEvent } from '../store/samples.ts';
import { temporaryDir } from '../store/temporary.ts';
import { killCounts } from './kill-counts.ts';

const STEPS = [
  'before-open',
  'opened',
  'event-written',
  'before-commit',
  'committed',
  'job-begun',
  'effect-done',
  'completing',
  'at random',
];
const ROUNDS_A_STEP = 5;

/** Starts the child, kills it at the step (or a random moment after its start), gives the ids it acknowledged. */
async function killOnce(dataDir: string, round: number, step: string, nth: number): Promise<readonly string[]> {
  const args = [resolve('test/kill/store-child.ts'), dataDir, `round-${round}`, step, String(nth)];
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env.PATH },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const acked: string[] = [];
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    if (line.startsWith('ACK ')) acked.push(line.slice(4));
    if (line === `AT ${step}`) child.kill('SIGKILL');
    if (line === 'READY' && step === 'at random') void wait(Math.random() * 400).then(() => child.kill('SIGKILL'));
  });
  const [code, signal] = await once(child, 'close');
  if (signal !== 'SIGKILL') throw new Error(`the child ended by itself with ${code} at ${step}`);
  return acked;
}

it('loses no event, no job and no effect when the process is killed again and again', async () => {
  const dataDir = temporaryDir();
  const counts = killCounts(STEPS);
  const acked: string[] = [];
  for (let round = 0; round < STEPS.length * ROUNDS_A_STEP; round++) {
    const step = STEPS[round % STEPS.length] ?? '';
    const nth = step.includes('open') ? 1 : 1 + (round % 4);
    acked.push(...(await killOnce(dataDir, round, step, nth)));
    counts.add(step);
  }

  const after = await afterwards(dataDir);

  counts.print(`store: ${acked.length} acknowledged, ${after.events.length} events`);
  expect(counts.zeros()).toEqual([]);
  expect(counts.total()).toBeGreaterThanOrEqual(30);
  expect(acked.length).toBeGreaterThan(30);
  const there = new Set(after.events.map(({ id }) => id));
  expect(acked.filter((id) => !there.has(id))).toEqual([]);
  expect(verifyTimeline(after.events, after.head)).toMatchObject({ ok: true, count: after.events.length });
  const notes = after.events.filter(({ type }) => type === 'note').map(({ id }) => id);
  expect(notes.filter((id) => !there.has(`told ${id}`))).toEqual([]);
  expect(notes.filter((id) => !after.effects.has(id))).toEqual([]);
  expect(after.jobs).toEqual({ done: notes.length, waiting: 0, running: 0, dead: 0 });
});

/** Lets the jobs that are left run to their end, then reads everything. */
async function afterwards(dataDir: string) {
  const store = await openStore({ dataDir });
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const jobs = makeJobs(store, { clock: { now: () => new Date() }, log });
  const remaining = { told: new Set<string>() };
  jobs.register('look-again', async ({ data }) => {
    remaining.told.add(String(data.about));
    return async (tx) => {
      await store.timeline.append(tx, anEvent({ id: `told ${data.about}`, type: 'told' }));
    };
  });
  const counted = () =>
    store.transaction(async (tx) => {
      const count = async (state: 'waiting' | 'running' | 'done' | 'dead') =>
        (await store.jobRows.inState(tx, state)).length;
      return {
        waiting: await count('waiting'),
        running: await count('running'),
        done: await count('done'),
        dead: await count('dead'),
      };
    });
  await jobs.start();
  for (let states = await counted(); states.waiting + states.running > 0; states = await counted()) await wait(50);
  const [events, head] = await store.transaction(async (tx) => [
    await store.timeline.read(tx, 'inc_1'),
    await store.timeline.head(tx, 'inc_1'),
  ]);
  const states = await counted();
  await jobs.stop(1000);
  await store.close();
  const written = readFileSync(join(dataDir, 'effects.log'), 'utf8').split('\n').filter(Boolean);
  return { events, head, jobs: states, effects: new Set([...written, ...remaining.told]) };
}
