/**
 * Several processes send: who may is a lease per channel in `sender`, with the channel's pace beside it. `outbox` is made
 * anew because SQLite cannot change a check: it takes App Home views, and knows since when a
 * row waits, when it was posted and last sent.
 */
export const outbox: readonly string[] = [
  `create table outbox_new (
    key text primary key, ord text not null,
    op text not null check (op in ('message', 'ephemeral', 'upload', 'home')),
    channel text not null, thread text, slack_user text, response_url text, view text not null, lang text not null,
    priority bigint not null, wanted bigint not null, sent bigint not null, ts text,
    state text not null check (state in ('due', 'sent', 'failed')), attempts bigint not null, due_at bigint not null,
    maybe_posted bigint not null, error text, created_at bigint not null, waiting_since bigint not null,
    posted_at bigint, sent_at bigint, reposts bigint not null default 0)`,
  `insert into outbox_new (key, ord, op, channel, thread, slack_user, response_url, view, lang, priority, wanted, sent, ts,
      state, attempts, due_at, maybe_posted, error, created_at, waiting_since)
    select key, ord, op, channel, thread, slack_user, response_url, view, lang, priority, wanted, sent, ts,
      state, attempts, due_at, maybe_posted, error, created_at, created_at from outbox`,
  'drop table outbox',
  'alter table outbox_new rename to outbox',
  `create index outbox_due on outbox (channel, priority, created_at, ord) where state = 'due'`,
  'create index outbox_by_thread on outbox (thread) where thread is not null',
  `create index outbox_over on outbox (created_at, key) where state <> 'due'`,
  'create index inbox_by_age on inbox (received_at, id)',

  `create table sender (
    channel text primary key, owner text, token bigint not null, until bigint not null,
    busy_until bigint not null, told_until bigint not null)`,
];
