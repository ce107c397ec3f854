export { makeJobs } from './embedded.ts';
export type { RunnerDeps } from './runner.ts';
export { makeSharedJobs } from './shared.ts';
