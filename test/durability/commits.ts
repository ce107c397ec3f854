// strace -f -e trace=fsync,fdatasync -o calls node test/durability/commits.ts DIR 200: how often a commit reaches for the disk.
import { makeAccept } from '../../src/flows/accept-delivery.ts';
import { makeJobs } from '../../src/jobs/index.ts';
import { openStore } from '../../src/store/index.ts';

const [dataDir = '', count = '1'] = process.argv.slice(2);
const clock = { now: () => new Date() };
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const store = await openStore({ dataDir });
const accept = makeAccept({ store, jobs: makeJobs(store, { clock, log: quiet }), clock });
for (let n = 0; n < Number(count); n += 1) await accept({ id: `delivery ${n}`, kind: 'command', body: {} });
// No orderly end: the last checkpoint's own calls are not what is counted.
process.kill(process.pid, 'SIGKILL');
