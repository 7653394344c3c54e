export type { Counts, Job } from './define-job';
export { JOBS } from './jobs';
export { type StartedJobs, startJobs } from './scheduler';
