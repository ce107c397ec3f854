import type { TimelineEvent } from '../../src/domain/incident.ts';
import { verifyTimeline } from '../../src/store/index.ts';
import type { Act } from './bot.ts';
import type { MemoryStore } from './memory-store.ts';
import type { Sent } from './postman.ts';
import type { ModelSlack, Posted } from './slack.ts';

interface Row {
  readonly key: string;
  readonly op: string;
  readonly thread: string | null;
  readonly state: string;
  readonly ts: string | null;
  readonly wanted: number;
  readonly sent: number;
  readonly reposts: number;
  readonly error: string | null;
}

export interface Ended {
  readonly memory: MemoryStore;
  readonly slack: ModelSlack;
  readonly sent: readonly Sent[];
  readonly channel: string;
}

/** The first promise that was not kept, in words; undefined when all were. */
export async function faultOf(ended: Ended): Promise<string | undefined> {
  const rows = ended.memory.all<Row>('select * from outbox');
  return (
    postedTwice(ended, rows) ??
    unsent(ended, rows) ??
    wrongPlace(ended, rows) ??
    lostDelivery(ended) ??
    doneTwice(ended) ??
    (await brokenChain(ended))
  );
}

/** The mark of a file is in its name: one for each intent. */
const markOf = ({ key, file }: Posted) => key ?? file ?? '';

function postedTwice({ slack }: Ended, rows: readonly Row[]): string | undefined {
  // What lies under a root that somebody deleted went with it: it may be told again below the new one.
  const lost = new Set(slack.messages.filter(({ isDeleted }) => isDeleted).map(({ ts }) => ts));
  const inSight = slack.messages.filter(({ threadTs }) => threadTs === undefined || !lost.has(threadTs));
  const byMark = Map.groupBy(inSight, markOf);
  for (const [mark, made] of byMark) {
    const reposts = rows.find(({ key }) => key === mark)?.reposts ?? 0;
    const alive = made.filter(({ isDeleted }) => !isDeleted);
    if (alive.length > 1 || made.length > 1 + reposts) return `${mark} was posted ${made.length} times`;
  }
  return undefined;
}

/** What nobody made impossible has gone out, with its newest content. */
function unsent({ slack }: Ended, rows: readonly Row[]): string | undefined {
  for (const row of rows) {
    const broken = row.state === 'failed' ? refused(slack, row) : leftBehind(slack, row);
    if (broken !== undefined) return broken;
  }
  return undefined;
}

/** Only what people did for good is a reason. */
function refused({ lasting }: ModelSlack, { key, error }: Row): string | undefined {
  const archived = lasting.archivings > 0 ? ['is_archived', 'answered privately'] : [];
  const deleted = lasting.deletions > 0 ? ['deleted', 'message_not_found'] : [];
  const isPermitted = [...archived, ...deleted].some((word) => error?.includes(word));
  return isPermitted ? undefined : `${key} has failed: ${error}`;
}

function leftBehind({ messages }: ModelSlack, row: Row): string | undefined {
  const { key, op, ts, state, sent, wanted } = row;
  if (state !== 'sent' || sent < wanted) return `${key} is left behind: ${state} ${sent} of ${wanted}`;
  if (op !== 'message' || ts === null) return undefined;
  return messages.find((message) => message.ts === ts)?.key === key ? undefined : `${key} is nowhere in Slack`;
}

function wrongPlace({ slack }: Ended, rows: readonly Row[]): string | undefined {
  for (const message of slack.messages) {
    const row = rows.find(({ key }) => key === message.key);
    if (row === undefined) continue;
    const under = slack.messages.find(({ ts }) => ts === message.threadTs);
    if ((under?.key ?? null) !== row.thread)
      return `${row.key} lies under ${under?.key ?? 'nothing'} instead of ${row.thread}`;
  }
  return undefined;
}

/** What was acknowledged was kept and handled: its job is done, and it left a trace. */
function lostDelivery({ memory, sent }: Ended): string | undefined {
  for (const one of sent) {
    const broken = lost(memory, one);
    if (broken !== undefined) return broken;
  }
  return undefined;
}

function lost(memory: MemoryStore, { delivery, act, isAcked }: Sent): string | undefined {
  const count = (sql: string) => memory.all<{ n: number }>(`select count(*) as n from ${sql}`)[0]?.n ?? 0;
  const isKept = count(`inbox where id = '${delivery}'`) > 0;
  if (!isKept) return isAcked ? `${delivery} was acknowledged and is lost` : undefined;
  const [job] = memory.all<{ state: string; error: string }>(
    `select state, error from job where dedupe_key = '${delivery}'`,
  );
  if (job?.state !== 'done')
    return `${delivery} was kept and is not done: ${job?.state ?? 'no job'} ${job?.error ?? ''}`;
  const isLost = act.kind === 'alarm' && count(`alarm_turn where id = '${delivery}'`) !== 1;
  return isLost ? `${delivery} has left no trace` : undefined;
}

/** Each thing that a person did is done once: counted by what it leaves behind. */
function doneTwice({ memory, sent }: Ended): string | undefined {
  const opens = sent.filter(({ act }) => isOpening(act));
  const typed = opens.filter(({ act }) => act.kind === 'command');
  const most = typed.length + (opens.length > typed.length ? 1 : 0);
  const least = opens.some(({ isAcked }) => isAcked) ? 1 : 0;
  const incidents = memory.all<{ n: number }>('select count(*) as n from incident')[0]?.n ?? 0;
  if (incidents > most || incidents < least) return `${incidents} incidents of ${opens.length} wishes`;
  const [card] = memory.all<{ step: string; n: number }>(
    'select step, count(*) as n from card group by runbook_run, step having count(*) > 1',
  );
  return card && `the step ${card.step} was shown ${card.n} times`;
}

function isOpening(act: Act): boolean {
  if (act.kind === 'command') return act.text.startsWith('incident open');
  return act.kind === 'alarm' ? act.event.state === 'alarm' : act.action === 'open-incident';
}

async function brokenChain({ memory }: Ended): Promise<string | undefined> {
  const incidents = memory.all<{ id: string; last_seq: number; last_hash: string }>('select * from incident');
  for (const { id, last_seq: seq, last_hash: hash } of incidents) {
    const found = memory.all<Record<string, unknown>>(`select * from timeline where incident = '${id}' order by seq`);
    const events = found.map(({ author, body, previous_hash, ...event }) => ({
      ...event,
      by: author,
      body: JSON.parse(String(body)),
      previousHash: previous_hash,
    })) as unknown as readonly TimelineEvent[];
    const verified = verifyTimeline(events, { seq, hash });
    if (!verified.ok) return `the chain of ${id} is broken at ${verified.at}`;
    if (!events.some(({ type }) => type === 'opened' || type === 'alarm-fired')) return `${id} has no beginning`;
  }
  return undefined;
}
