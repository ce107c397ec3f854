import type { Jobs } from '../domain/ports.ts';
import { makePrune, type PruneDeps } from '../flows/prune.ts';

/** Every night, by UTC. */
export function registerPrune(jobs: Jobs, deps: PruneDeps): void {
  jobs.register('prune', makePrune(deps), { concurrency: 1 });
  jobs.schedule('prune', '17 3 * * *', { name: 'prune', data: {} });
}
