import type { TimelineEvent } from '../../src/domain/incident.ts';
import { verifyTimeline } from '../../src/store/index.ts';
import type { Act } from './bot.ts';
import type { MemoryStore } from './memory-store.ts';
import type { Sent } from './run.ts';
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
  const made = new Map<string, number>();
  const alive = new Map<string, number>();
  for (const message of slack.messages) {
    const mark = markOf(message);
    made.set(mark, (made.get(mark) ?? 0) + 1);
    if (!message.isDeleted) alive.set(mark, (alive.get(mark) ?? 0) + 1);
  }
  for (const [mark, times] of made) {
    const reposts = rows.find(({ key }) => key === mark)?.reposts ?? 0;
    if ((alive.get(mark) ?? 0) > 1 || times > 1 + reposts) return `${mark} was posted ${times} times`;
  }
  return undefined;
}

/** What nobody made impossible has gone out, with its newest content. */
function unsent({ slack }: Ended, rows: readonly Row[]): string | undefined {
  const { deletions, archivings } = slack.lasting;
  for (const row of rows) {
    if (row.state === 'failed') {
      const isFor = (word: string) => row.error?.includes(word) ?? false;
      const isPermitted =
        (archivings > 0 && (isFor('is_archived') || isFor('answered privately'))) ||
        (deletions > 0 && (isFor('deleted') || isFor('message_not_found')));
      if (!isPermitted) return `${row.key} has failed: ${row.error}`;
      continue;
    }
    if (row.state !== 'sent' || row.sent < row.wanted)
      return `${row.key} is left behind: ${row.state} ${row.sent} of ${row.wanted}`;
    if (row.op !== 'message' || row.ts === null) continue;
    const message = slack.messages.find(({ ts }) => ts === row.ts);
    if (message?.key !== row.key) return `${row.key} is nowhere in Slack`;
  }
  return undefined;
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
  for (const { trigger, act, isAcked } of sent) {
    const id = `${act.kind === 'command' ? 'command' : 'action'}/${trigger}`;
    const kept = memory.all(`select id from inbox where id = '${id}'`).length > 0;
    if (isAcked && !kept) return `${id} was acknowledged and is lost`;
    if (!kept) continue;
    const [job] = memory.all<{ state: string; error: string }>(
      `select state, error from job where dedupe_key = '${id}'`,
    );
    if (job?.state !== 'done') return `${id} was kept and is not done: ${job?.state ?? 'no job'} ${job?.error ?? ''}`;
  }
  return undefined;
}

/** Each thing that a person did is done once: counted by what it leaves behind. */
function doneTwice({ memory, sent }: Ended): string | undefined {
  const opens = sent.filter(({ act }) => isOpening(act));
  const most =
    opens.filter(({ act }) => act.kind === 'command').length +
    Math.min(1, opens.filter(({ act }) => act.kind === 'press').length);
  const least = opens.some(({ isAcked }) => isAcked) ? 1 : 0;
  const incidents = memory.all<{ n: number }>('select count(*) as n from incident')[0]?.n ?? 0;
  if (incidents > most || incidents < least) return `${incidents} incidents of ${opens.length} wishes`;
  const [card] = memory.all<{ step: string; n: number }>(
    'select step, count(*) as n from card group by runbook_run, step having count(*) > 1',
  );
  return card && `the step ${card.step} was shown ${card.n} times`;
}

const isOpening = (act: Act) =>
  act.kind === 'command' ? act.text.startsWith('incident open') : act.action === 'open-incident';

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
    if (events[0]?.type !== 'opened') return `${id} has no beginning`;
  }
  return undefined;
}
