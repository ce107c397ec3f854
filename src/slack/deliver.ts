import type { OutboxRow } from '../domain/delivery.ts';
import type { Clock, Store, Tx } from '../domain/ports.ts';
import type { Lang } from '../domain/text.ts';
import { keyOf } from '../flows/keys.ts';
import { type Charts, compose, type Rest } from './blocks/compose.ts';
import { type ChartMemory, chartLeftOut } from './chart-fallback.ts';
import { withDelay } from './delay.ts';
import type { Lease } from './lease.ts';
import { fileNameOf, type Messenger, type SlackFile } from './messenger.ts';
import { privately, type Render, type Shown } from './render.ts';
import { type Trouble, troubleOf } from './trouble.ts';

export interface DeliverDeps {
  readonly store: Store;
  readonly messenger: Messenger;
  readonly render: Render;
  readonly clock: Clock;
  /** What an upload holds. */
  readonly fileOf: (row: OutboxRow, lang: Lang) => Promise<SlackFile | undefined>;
  /** Which channels take charts as blocks. */
  readonly charts: ChartMemory;
  readonly log: Log;
}

export interface Log {
  info(object: object, message: string): void;
  warn(object: object, message: string): void;
  error(object: object, message: string): void;
}

/**
 * `ts` null: it was delivered where messages have none. `overflow`: not all of it fitted. `thread-gone`: somebody deleted the
 * message that it belongs under.
 */
export type Delivered =
  | { readonly kind: 'sent'; readonly ts: string | null; readonly sent: number; readonly overflow: boolean }
  | { readonly kind: 'nothing' }
  /** A bug of ours. */
  | { readonly kind: 'unmade' }
  | { readonly kind: 'wrong-thread' }
  | { readonly kind: 'thread-gone' }
  | { readonly kind: 'trouble'; readonly trouble: Trouble };

/** Sends one row once, the newest state of it. `lease` is held before each call that people will see. Rejects with LostLease. */
export async function deliver(deps: DeliverDeps, row: OutboxRow, lease: Lease): Promise<Delivered> {
  try {
    const parent = await parentOf(deps, row);
    const found = row.maybePosted && row.ts === null ? await findIt(deps, row, parent) : undefined;
    // What was found may show an older state: counted as sent for a file, as still to be edited for a message.
    if (found !== undefined) return sent(found, row.op === 'upload' ? row.wanted : 0);
    const lang = await langOf(deps, row);
    if (row.op === 'upload') return await uploadIt(deps, row, parent, lang, lease);
    return await showIt(deps, row, parent, lang, lease);
  } catch (error) {
    const trouble = troubleOf(error);
    if (trouble.kind === 'thread-gone' && row.thread !== null) return { kind: 'thread-gone' };
    return { kind: 'trouble', trouble };
  }
}

async function showIt(
  deps: DeliverDeps,
  row: OutboxRow,
  threadTs: string | null,
  lang: Lang,
  lease: Lease,
): Promise<Delivered> {
  const shown = await deps.render(row, lang);
  if (shown === undefined) return { kind: 'nothing' };
  const parts = withDelay(lang, shown.parts, row, deps.clock.now().getTime());
  await lease.hold(isForOne(row) ? undefined : row.key);
  return await sendIt(deps, row, threadTs, { ...shown, parts }, lang, lease);
}

const sent = (ts: string | null, revision: number, overflow = false): Delivered => ({
  kind: 'sent',
  ts,
  sent: revision,
  overflow,
});

async function parentOf({ store }: DeliverDeps, { thread }: OutboxRow): Promise<string | null> {
  if (thread === null) return null;
  const parent = await store.transaction((tx) => store.outbox.get(tx, thread), 'read');
  return parent?.ts ?? null;
}

/** Posts speak the channel's language, private replies the person's own. */
async function langOf({ messenger }: DeliverDeps, row: OutboxRow): Promise<Lang> {
  const { user, lang } = row;
  if (!isForOne(row) || user === null) return lang;
  return (await messenger.localeOf(user)) ?? lang;
}

/** Nothing can be looked for that only one person sees: told twice is better than not at all, and a Home is only replaced. */
export const isForOne = ({ op }: Pick<OutboxRow, 'op'>) => op === 'ephemeral' || op === 'home';

async function findIt(deps: DeliverDeps, row: OutboxRow, threadTs: string | null): Promise<string | undefined> {
  if (isForOne(row)) return undefined;
  const file = row.op === 'upload' ? await deps.fileOf(row, row.lang) : undefined;
  const fileName = file === undefined ? null : fileNameOf(row.key, file.name);
  return await deps.messenger.find({
    key: row.key,
    channel: row.channel,
    threadTs,
    fileName,
    sinceMs: row.createdAt,
  });
}

async function uploadIt(
  deps: DeliverDeps,
  row: OutboxRow,
  threadTs: string | null,
  lang: Lang,
  lease: Lease,
): Promise<Delivered> {
  const file = await deps.fileOf(row, lang);
  if (file === undefined) return { kind: 'nothing' };
  await deps.messenger.upload(row.key, { channel: row.channel, threadTs }, file, () => lease.hold(row.key));
  return sent(null, row.wanted);
}

async function sendIt(
  deps: DeliverDeps,
  row: OutboxRow,
  threadTs: string | null,
  shown: Shown,
  lang: Lang,
  lease: Lease,
  charts: Charts = deps.charts.charts(row.channel),
): Promise<Delivered> {
  const { blocks, text, overflow, hasChart } = compose(lang, shown.parts, restOf(row), charts);
  const isOver = overflow !== null && shown.isFinal;
  try {
    const delivered = await put(deps, row, threadTs, { blocks, text }, isOver);
    if (charts === 'in-thread') await chartLeftOut(deps, row, shown.parts);
    return delivered;
  } catch (error) {
    const trouble = troubleOf(error);
    if (trouble.kind === 'not-here' || trouble.kind === 'archived') {
      await lease.hold();
      return await answerPrivately(deps, row, shown, lang, trouble);
    }
    if (trouble.kind !== 'refused') throw error;
    deps.log.error({ key: row.key, slack: trouble.error, details: trouble.details }, 'Slack refused the blocks');
    await lease.hold();
    if (hasChart) return await sendIt(deps, row, threadTs, shown, lang, lease, 'in-thread');
    return await put(deps, row, threadTs, { text, blocks: [] }, isOver);
  }
}

type Message = { readonly text: string; readonly blocks: ReturnType<typeof compose>['blocks'] };

async function put(
  { messenger }: DeliverDeps,
  row: OutboxRow,
  threadTs: string | null,
  message: Message,
  isOver: boolean,
): Promise<Delivered> {
  const place = { channel: row.channel, threadTs };
  if (row.view.kind === 'home') {
    await messenger.publish(row.view, message.blocks);
    return sent(null, row.wanted);
  }
  if (row.op === 'ephemeral') {
    // A command's own answer needs no membership; a press is answered where the person looks.
    const viaUrl = threadTs === null && row.responseUrl !== null && (await messenger.respond(row.responseUrl, message));
    if (!viaUrl && row.user !== null) await messenger.whisper(place, row.user, message);
    return sent(null, row.wanted, isOver);
  }
  if (row.ts !== null) {
    await messenger.edit(row.key, row.channel, row.ts, message);
    return sent(row.ts, row.wanted, isOver);
  }
  const ts = await messenger.post(row.key, place, message);
  if (ts !== 'wrong-thread') return sent(ts, row.wanted, isOver);
  const isParentThere = threadTs === null || (await messenger.isThere(row.channel, threadTs));
  return { kind: isParentThere ? 'wrong-thread' : 'thread-gone' };
}

/** The bot is no member, or nobody can post: the person who asked still gets the answer, with a request to be invited. Two of five uses. */
async function answerPrivately(
  { messenger }: DeliverDeps,
  row: OutboxRow,
  shown: Shown,
  lang: Lang,
  trouble: Trouble,
): Promise<Delivered> {
  if (row.responseUrl === null) return { kind: 'trouble', trouble };
  if (!shown.isFinal && row.sent > 0) return sent(null, row.wanted);
  const why = trouble.kind === 'archived' ? 'outbox/archived' : 'slack/invite';
  const { blocks, text } = compose(lang, privately(lang, shown.parts, why));
  const isTaken = await messenger.respond(row.responseUrl, { blocks, text });
  return isTaken ? sent(null, row.wanted) : { kind: 'trouble', trouble };
}

/** The run whose arithmetic a person asked for. */
function explainedRun({ op, view }: OutboxRow): string | undefined {
  return op === 'ephemeral' && view.kind === 'explanation' && view.about.startsWith('run_') ? view.about : undefined;
}

function restOf(row: OutboxRow): Rest {
  if (row.op === 'home') return 'slack/rest-elsewhere';
  if (row.op !== 'ephemeral') return 'slack/rest-in-file';
  return explainedRun(row) === undefined ? 'slack/rest-elsewhere' : 'slack/rest-in-thread';
}

/**
 * What did not fit goes below the message, as a file; below the root when the message is itself a reply. What one person
 * asked for goes into the thread of the run, once however often it is asked.
 */
export async function putOverflow({ store }: DeliverDeps, tx: Tx, row: OutboxRow, at: number): Promise<void> {
  const run = explainedRun(row);
  if ((row.op === 'ephemeral' && run === undefined) || row.op === 'home') return;
  const parent = run === undefined ? row : await store.outbox.get(tx, keyOf.runRoot(run));
  if (parent === undefined) return;
  await store.outbox.put(
    tx,
    {
      key: keyOf.whole(run === undefined ? row.key : `${run}/explanation`),
      op: 'upload',
      channel: parent.channel,
      thread: parent.thread ?? parent.key,
      user: null,
      responseUrl: null,
      view: { kind: 'whole', of: row.view },
      lang: row.lang,
      priority: 1,
    },
    at,
  );
}
