// A process for the kill test of the store alone: acknowledges events only once they are committed, works their jobs off.
import { appendFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { makeJobs } from '../../src/jobs/index.ts';
import { openStore } from '../../src/store/index.ts';
import { anEvent, anIncident } from '../store/samples.ts';

const [dataDir = '', round = '', stopAt = '', nth = '1'] = process.argv.slice(2);
const say = (line: string) => writeSync(1, `${line}\n`);
let left = Number(nth);

/** Stands still at the step that the parent wants to kill in, so that the kill falls inside it. */
function at(step: string): void {
  if (step !== stopAt) return;
  left -= 1;
  if (left > 0) return;
  say(`AT ${step}`);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

const quiet = {
  info: () => undefined,
  warn: () => undefined,
  error: (about: object) => say(`LOG ${JSON.stringify(about)}`),
};
at('before-open');
const store = await openStore({ dataDir });
at('opened');
await store.transaction((tx) => store.incidents.create(tx, anIncident()));
const jobs = makeJobs(store, { clock: { now: () => new Date() }, log: quiet });
jobs.register('look-again', async ({ data }) => {
  at('job-begun');
  await wait(Math.random() * 10);
  appendFileSync(join(dataDir, 'effects.log'), `${data.about}\n`);
  at('effect-done');
  return async (tx) => {
    await store.timeline.append(tx, anEvent({ id: `told ${data.about}`, type: 'told' }));
    at('completing');
  };
});
await jobs.start();
say('READY');
for (let n = 0; ; n++) {
  const id = `${round} ${n}`;
  await store.transaction(async (tx) => {
    await store.timeline.append(tx, anEvent({ id }));
    at('event-written');
    await jobs.enqueue(tx, { name: 'look-again', dedupeKey: id, data: { about: id } });
    at('before-commit');
  });
  at('committed');
  say(`ACK ${id}`);
  await wait(Math.random() * 10);
}
