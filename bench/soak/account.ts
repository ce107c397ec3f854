import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import type { Load } from './load.ts';
import type { Recorded } from './slack.ts';

/** What is missing and what is there twice, by the rows and by what Slack saw. */
export interface Account {
  /** Acknowledged, and not kept, or kept without a job. */
  readonly lost: readonly string[];
  /** Acknowledged and kept; its job was not done when the waiting ended. */
  readonly undone: number;
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
  const kept = await ask<{ id: string; body: string; is_done: boolean }>(
    databaseUrl,
    `select inbox.id, case when inbox.kind = 'alarm' then inbox.body else '' end as body, job.state = 'done' as is_done
     from inbox join job on job.dedupe_key = inbox.id`,
  );
  const isDone = new Map(kept.map(({ id, body, is_done }) => [body === '' ? id : alarmOf(body), is_done]));
  const acknowledged = [...load.commands.map((trigger) => `command/${trigger}`), ...load.alarms];
  const answered = new Set([...slack.answered, ...load.checks]);
  const [bad] = await ask<{ dead: string; failed: string }>(
    databaseUrl,
    `select (select count(*) from job where state = 'dead') as dead,
            (select count(*) from outbox where state = 'failed') as failed`,
  );
  return {
    lost: acknowledged.filter((one) => !isDone.has(one)),
    undone: acknowledged.filter((one) => isDone.get(one) === false).length,
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
