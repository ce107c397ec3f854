import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import type { Load } from './load.ts';
import type { Recorded } from './slack.ts';

/** What is missing and what is there twice, by the rows and by what Slack saw. */
export interface Account {
  /** Acknowledged, and not kept or not worked off. */
  readonly lost: readonly string[];
  /** Posted more than once. */
  readonly doubled: readonly string[];
  readonly unanswered: number;
  readonly repeatedAnswers: number;
  readonly dead: number;
  readonly failed: number;
  readonly drainedSeconds: number | null;
}

/** Waits until nothing is left to do, at most so long; null when something still was. */
export async function drained(databaseUrl: string, limitSeconds: number): Promise<number | null> {
  const startedAt = performance.now();
  const seconds = () => (performance.now() - startedAt) / 1000;
  while (seconds() < limitSeconds) {
    const [left] = await ask<{ left: string }>(
      databaseUrl,
      `select (select count(*) from outbox where state = 'due')
            + (select count(*) from job where state in ('waiting', 'running') and due_at <= ${Date.now()}) as left`,
    );
    if (Number(left?.left) === 0) return Math.round(seconds());
    await wait(500);
  }
  return null;
}

export async function account(
  databaseUrl: string,
  load: Load,
  slack: Recorded,
  drainedSeconds: number | null,
): Promise<Account> {
  const ended = await ask<{ id: string; body: string }>(
    databaseUrl,
    `select inbox.id, case when inbox.kind = 'alarm' then inbox.body else '' end as body
     from inbox join job on job.dedupe_key = inbox.id and job.state = 'done'`,
  );
  const commands = new Set(ended.map(({ id }) => id));
  const alarms = new Set(ended.filter(({ body }) => body !== '').map(({ body }) => alarmOf(body)));
  const answered = new Set([...slack.answered, ...load.checks]);
  const [bad] = await ask<{ dead: string; failed: string }>(
    databaseUrl,
    `select (select count(*) from job where state = 'dead') as dead,
            (select count(*) from outbox where state = 'failed') as failed`,
  );
  return {
    lost: [
      ...load.commands.filter((trigger) => !commands.has(`command/${trigger}`)),
      ...load.alarms.filter((alarm) => !alarms.has(alarm)),
    ],
    doubled: slack.repeated,
    unanswered:
      load.commands.filter((trigger) => !answered.has(trigger)).length +
      Math.max(0, load.checks.length - slack.verdicts),
    repeatedAnswers: slack.answers - slack.answered.length,
    dead: Number(bad?.dead),
    failed: Number(bad?.failed),
    drainedSeconds,
  };
}

function alarmOf(body: string): string {
  const { name, state, changedAt } = JSON.parse(body) as Record<string, string | number>;
  return `${name} ${state} ${changedAt}`;
}

async function ask<Row>(databaseUrl: string, sql: string): Promise<readonly Row[]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query(sql)).rows as Row[];
  } finally {
    await client.end();
  }
}
