// A process that takes deliveries, works them off and writes a timeline, as the bot does, until it is stopped. What it
// prints as ACK has been committed. With `normal` it trusts the disk less often: the control, which must lose.
import { writeSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { makeAccept } from '../../src/flows/accept-delivery.ts';
import { makeJobs } from '../../src/jobs/index.ts';
import { openStore } from '../../src/store/index.ts';
import { anEvent, anIncident } from '../store/samples.ts';

const [dataDir = '', prefix = '', synchronous = 'full'] = process.argv.slice(2);
const say = (line: string) => writeSync(1, `${line}\n`);
const AT_ONCE = 4;

if (synchronous === 'normal') loosen();
const store = await openStore({ dataDir });
await store.transaction((tx) => store.incidents.create(tx, anIncident()));
const clock = { now: () => new Date() };
const quiet = { info: () => undefined, warn: () => undefined, error: (about: object) => say(`LOG ${String(about)}`) };
const jobs = makeJobs(store, { clock, log: quiet });
jobs.register('handle-delivery', async ({ data }) => async (tx) => {
  await store.timeline.append(tx, anEvent({ id: `handled ${data.id}`, type: 'told' }));
});
const accept = makeAccept({ store, jobs, clock });
await jobs.start();
say('READY');
let n = 0;
const take = async () => {
  for (;;) {
    n += 1;
    const id = `${prefix}-${n}`;
    await accept({ id, kind: 'command', body: { text: 'x'.repeat(n % 50 === 0 ? 60_000 : n % 2_000) } });
    say(`ACK ${id}`);
    await store.transaction((tx) => store.timeline.append(tx, anEvent({ id: `note ${id}` })));
    say(`NOTED ${id}`);
  }
};
await Promise.all(Array.from({ length: AT_ONCE }, take));

function loosen(): void {
  const { exec } = DatabaseSync.prototype;
  DatabaseSync.prototype.exec = function (this: DatabaseSync, sql: string) {
    exec.call(this, sql.replace('synchronous = full', 'synchronous = normal'));
  };
}
