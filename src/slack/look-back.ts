import type { webApi } from '@slack/bolt';

/** What is looked for: a message by its intent, or a file by its name. */
export interface Intent {
  readonly key: string;
  readonly channel: string;
  readonly threadTs: string | null;
  readonly fileName: string | null;
  /** It cannot be older than its row. Epoch ms. */
  readonly sinceMs: number;
}

const PAGES = 20;
const CLOCK_SKEW_MS = 120_000;

interface Found {
  readonly ts?: string;
  readonly metadata?: { readonly event_type?: string; readonly event_payload?: object };
  readonly files?: readonly { readonly name?: string | null }[];
}

/** Reads back the channel, or the thread, for our own mark. Gives the message's ts. */
export async function find(client: webApi.WebClient, intent: Intent): Promise<string | undefined> {
  let cursor = '';
  for (let page = 0; page < PAGES; page += 1) {
    const answer = await read(client, intent, cursor);
    const found = ((answer.messages ?? []) as readonly Found[]).find((message) => isIt(message, intent));
    if (found?.ts !== undefined) return found.ts;
    cursor = answer.response_metadata?.next_cursor ?? '';
    if (cursor === '') return undefined;
  }
  throw new Error(`${intent.channel} is too busy to be read back for ${intent.key}`);
}

/** Whether a message can still be replied to. A deleted one with replies leaves a stone, which is no message. */
export async function isThere(client: webApi.WebClient, channel: string, ts: string): Promise<boolean> {
  const only = { channel, oldest: ts, latest: ts, inclusive: true, limit: 1 };
  const { messages } = await client.conversations.history(only);
  return (messages ?? []).some((message) => message.ts === ts && message.subtype !== 'tombstone');
}

function read(client: webApi.WebClient, { channel, threadTs, sinceMs }: Intent, cursor: string) {
  const oldest = String(Math.max(0, (sinceMs - CLOCK_SKEW_MS) / 1000));
  const page = { channel, oldest, limit: 200, include_all_metadata: true, ...(cursor === '' ? {} : { cursor }) };
  return threadTs === null
    ? client.conversations.history(page)
    : client.conversations.replies({ ...page, ts: threadTs });
}

function isIt({ metadata, files }: Found, { key, fileName }: Intent): boolean {
  if (fileName !== null) return files?.some(({ name }) => name === fileName) ?? false;
  const payload = metadata?.event_payload as { readonly key?: unknown } | undefined;
  return metadata?.event_type === 'fiveohtwo_intent' && payload?.key === key;
}
