/** Indexes for what is read at every scrape of /metrics: never a scan of what has long been done. */
export const vitals: readonly string[] = [
  'create index inbox_by_kind on inbox (kind, received_at)',
  'create index outbox_by_sent on outbox (sent_at)',
  `create index outbox_failed on outbox (key) where state = 'failed'`,
  `create index check_run_done on check_run (updated_at) where state = 'done'`,
  `create index incident_open on incident (opened_at) where state <> 'resolved'`,
  `create index job_dead on job (finished_at) where state = 'dead'`,
];
