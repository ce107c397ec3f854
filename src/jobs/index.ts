export { type JobsDeps, makeJobs } from './runner.ts';
