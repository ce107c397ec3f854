/** Several processes explain and report each other's runs, so the bundles stand in the database: gzip as base64. */
export const bundles: readonly string[] = [
  `create table bundle (
    id text primary key, gz text not null, digest text not null, created_at bigint not null)`,
  'create index bundle_by_age on bundle (created_at)',
];
