/** The first schema. */
export const start: readonly string[] = [
  `create table incident (
    id text primary key, title text not null,
    state text not null check (state in ('investigating', 'identified', 'mitigating', 'monitoring', 'resolved')),
    target text not null, lang text not null, channel text not null, thread text not null,
    opened_by text not null, opened_at bigint not null, updated_at bigint not null, first_run text, last_run text,
    last_seq bigint not null, last_hash text not null)`,
  'create index incident_by_age on incident (opened_at, id)',
  'create index incident_by_thread on incident (thread)',

  `create table check_run (
    id text primary key, state text not null check (state in ('waiting', 'running', 'done', 'failed')),
    query text not null, span text not null, lang text not null, requested_by text not null, channel text,
    incident text references incident (id) deferrable initially deferred,
    progress text not null, answer text, error text, created_at bigint not null, updated_at bigint not null)`,
  'create index check_run_by_channel on check_run (channel, created_at, id)',
  `create unique index check_run_one_going on check_run (channel, query)
    where state in ('waiting', 'running') and incident is null`,

  `create table timeline (
    incident text not null references incident (id), seq bigint not null, id text not null unique, at bigint not null,
    author text not null, type text not null, body text not null, previous_hash text not null, hash text not null,
    primary key (incident, seq))`,

  `create table runbook_run (
    id text primary key, incident text not null references incident (id) deferrable initially deferred,
    runbook text not null, version bigint not null,
    state text not null check (state in ('going', 'resolved', 'escalated', 'abandoned')),
    started_by text not null, started_at bigint not null)`,
  'create index runbook_run_by_incident on runbook_run (incident)',

  `create table card (
    id text primary key, runbook_run text not null references runbook_run (id) deferrable initially deferred,
    incident text not null references incident (id) deferrable initially deferred, step text not null,
    state text not null check (state in ('open', 'waiting', 'closed', 'superseded')),
    run text, due_at bigint, limit_at bigint, outcome text, reason text, closed_by text,
    opened_at bigint not null, closed_at bigint)`,
  'create index card_by_runbook_run on card (runbook_run)',
  `create index card_by_run on card (run) where run is not null`,

  `create table action_item (
    id text primary key, incident text not null references incident (id) deferrable initially deferred,
    text text not null, type text not null check (type in ('prevent', 'detect', 'mitigate', 'process')),
    owner text, due text, created_by text not null, created_at bigint not null)`,
  'create index action_item_by_incident on action_item (incident)',

  'create table inbox (id text primary key, kind text not null, body text not null, received_at bigint not null)',

  `create table outbox (
    key text primary key, ord text not null, op text not null check (op in ('message', 'ephemeral', 'upload')),
    channel text not null, thread text, slack_user text, response_url text, view text not null, lang text not null,
    priority bigint not null, wanted bigint not null, sent bigint not null, ts text,
    state text not null check (state in ('due', 'sent', 'failed')), attempts bigint not null, due_at bigint not null,
    maybe_posted bigint not null, error text, created_at bigint not null)`,
  `create index outbox_due on outbox (channel, priority, created_at, ord) where state = 'due'`,
  'create index outbox_by_thread on outbox (thread) where thread is not null',

  `create table job (
    id text primary key, name text not null, data text not null, dedupe_key text, concurrency_key text,
    state text not null check (state in ('waiting', 'running', 'done', 'dead')), due_at bigint not null,
    starts bigint not null, failures bigint not null, error text, created_at bigint not null, finished_at bigint)`,
  `create index job_waiting on job (due_at, id) where state = 'waiting'`,
  `create index job_done on job (finished_at) where state = 'done'`,
  `create unique index job_one_per_dedupe_key on job (dedupe_key) where state in ('waiting', 'running')`,
  `create unique index job_one_running_per_key on job (concurrency_key) where state = 'running'`,

  'create table schedule (name text primary key, pattern text not null, next_at bigint not null)',
];
