/**
 * Several processes explain and report each other's runs, so the bundles stand in the database: gzip as base64. And they
 * look for the next job of a key without looking through all of them.
 */
export const bundles: readonly string[] = [
  `create table bundle (
    id text primary key, gz text not null, digest text not null, created_at bigint not null)`,
  'create index bundle_by_age on bundle (created_at)',
  `create index job_by_key on job (concurrency_key, due_at, id) where state = 'waiting' and concurrency_key is not null`,
];
