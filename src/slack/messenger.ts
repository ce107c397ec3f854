import { createHash } from 'node:crypto';
import { type types, webApi } from '@slack/bolt';
import type { Lang } from '../domain/text.ts';
import type { HomeOwner } from '../domain/workspace.ts';
import type { Composed } from './blocks/compose.ts';
import { find, type Intent, isThere } from './look-back.ts';
import { makeMemberships } from './memberships.ts';
import { NoAnswer } from './trouble.ts';

/** Where a message goes. `threadTs`: of the message whose thread it belongs to. */
export interface Place {
  readonly channel: string;
  readonly threadTs: string | null;
}

type Message = Pick<Composed, 'text' | 'blocks'>;

/** The only thing that calls Slack's Web API. Its methods reject with what `troubleOf` understands. */
export interface Messenger {
  /** Gives the ts. `wrong-thread`: Slack put it elsewhere; it was taken back. */
  post(key: string, place: Place, message: Message): Promise<string | 'wrong-thread'>;
  edit(key: string, channel: string, ts: string, message: Message): Promise<void>;
  whisper(place: Place, user: string, message: Message): Promise<void>;
  /** Through a response_url: works where the bot is no member. False when it is used up or too old. */
  respond(url: string, message: Message): Promise<boolean>;
  /** In three calls; people see the file with the last, and `beforeShown` is awaited right before it. */
  upload(key: string, place: Place, file: SlackFile, beforeShown: () => Promise<void>): Promise<void>;
  /** Reads channel or thread for the message or file of this intent. */
  find(intent: Intent): Promise<string | undefined>;
  /** False when somebody deleted the message. */
  isThere(channel: string, ts: string): Promise<boolean>;
  /** For the person whose press or command made the trigger. */
  open(triggerId: string, view: types.ModalView, user: string): Promise<void>;
  /** Replaces somebody's Home tab. */
  publish(owner: HomeOwner, blocks: Composed['blocks']): Promise<void>;
  /** Ids of the channels that a person is in, as far as the bot may know; undefined when Slack does not say. */
  channelsOf(owner: HomeOwner): Promise<ReadonlySet<string> | undefined>;
  permalink(channel: string, ts: string): Promise<string | undefined>;
  /** The language of a person's Slack; undefined when it is neither of ours or cannot be learned. */
  localeOf(user: string): Promise<Lang | undefined>;
}

export interface SlackFile {
  readonly name: string;
  readonly title: string;
  readonly content: string | Uint8Array;
  /** What a picture shows, for those who do not see it. */
  readonly altText?: string;
}

export interface MessengerDeps {
  readonly client: webApi.WebClient;
  readonly fetch?: typeof fetch;
  readonly nowMs: () => number;
}

const LOCALE_KEPT_MS = 3_600_000;
const RESPOND_LIMIT_MS = 8_000;

export function makeMessenger({ client, nowMs, fetch: send = fetch }: MessengerDeps): Messenger {
  const memberships = makeMemberships(client, nowMs);
  const locales = new Map<string, { readonly lang: Lang | undefined; readonly until: number }>();
  return {
    async post(key, { channel, threadTs }, message) {
      const answer = await client.chat.postMessage({
        ...bodyOf(key, message),
        channel,
        ...(threadTs === null ? {} : { thread_ts: threadTs }),
        unfurl_links: false,
        unfurl_media: false,
      });
      const ts = String(answer.ts);
      const isElsewhere = answer.message !== undefined && (answer.message.thread_ts ?? null) !== threadTs;
      if (!isElsewhere || threadTs === null) return ts;
      await client.chat.delete({ channel, ts });
      return 'wrong-thread';
    },
    async edit(key, channel, ts, message) {
      await client.chat.update({ ...bodyOf(key, message), channel, ts });
    },
    async whisper({ channel, threadTs }, user, { text, blocks }) {
      const thread = threadTs === null ? {} : { thread_ts: threadTs };
      await client.chat.postEphemeral({ channel, user, text, blocks: [...blocks], ...thread });
    },
    async respond(url, { text, blocks }) {
      const body = JSON.stringify({ response_type: 'ephemeral', replace_original: false, text, blocks });
      const answer = await postJson(send, url, body);
      await answer.arrayBuffer();
      return answer.ok;
    },
    async upload(key, { channel, threadTs }, { name, title, content, altText }, beforeShown) {
      const thread = threadTs === null ? {} : { thread_ts: threadTs };
      const filename = fileNameOf(key, name);
      const length = Buffer.byteLength(content);
      const alt = altText === undefined ? {} : { alt_txt: altText };
      const { upload_url: url, file_id: id } = await client.files.getUploadURLExternal({ filename, length, ...alt });
      await sendBytes(send, String(url), content);
      await beforeShown();
      await client.files.completeUploadExternal({ channel_id: channel, ...thread, files: [{ id: String(id), title }] });
    },
    find: (intent) => find(client, intent),
    isThere: (channel, ts) => isThere(client, channel, ts),
    async open(triggerId, view) {
      await client.views.open({ trigger_id: triggerId, view });
    },
    async publish({ user }, blocks) {
      await client.views.publish({ user_id: user, view: { type: 'home', blocks: [...blocks] } });
    },
    channelsOf: ({ user }) => memberships(user),
    async permalink(channel, ts) {
      try {
        return (await client.chat.getPermalink({ channel, message_ts: ts })).permalink;
      } catch (error) {
        // The message is gone, or not to be seen: what points at it is said without a link.
        if (error instanceof webApi.WebAPIPlatformError) return undefined;
        throw error;
      }
    },
    async localeOf(user) {
      const known = locales.get(user);
      if (known !== undefined && known.until > nowMs()) return known.lang;
      const lang = await askLocale(client, user);
      locales.set(user, { lang, until: nowMs() + LOCALE_KEPT_MS });
      return lang;
    },
  };
}

async function postJson(send: typeof fetch, url: string, body: string): Promise<Response> {
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  try {
    return await send(url, {
      method: 'POST',
      headers,
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(RESPOND_LIMIT_MS),
    });
  } catch (cause) {
    throw new NoAnswer({ cause });
  }
}

async function sendBytes(send: typeof fetch, url: string, content: string | Uint8Array): Promise<void> {
  const body = Buffer.from(content as string);
  const headers = { 'content-type': 'application/octet-stream' };
  try {
    const answer = await send(url, {
      method: 'POST',
      headers,
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(10_000),
    });
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`an upload was answered with ${answer.status}`);
  } catch (cause) {
    throw new NoAnswer({ cause });
  }
}

/** The intent rides in the metadata: after a call of unknown outcome it is looked for before anything is posted again. */
function bodyOf(key: string, { text, blocks }: Message) {
  const metadata = { event_type: 'fiveohtwo_intent', event_payload: { key } };
  return { text, blocks: [...blocks], metadata };
}

/** Files carry no metadata; their name tells the intent instead. */
export function fileNameOf(key: string, name: string): string {
  const mark = createHash('sha256').update(key).digest('hex').slice(0, 8);
  const dot = name.lastIndexOf('.');
  return `${name.slice(0, dot)}-${mark}${name.slice(dot)}`;
}

/** Not knowing a person's language is no reason to keep an answer from them. */
async function askLocale(client: webApi.WebClient, user: string): Promise<Lang | undefined> {
  try {
    const { user: found } = await client.users.info({ user, include_locale: true });
    const language = found?.locale?.slice(0, 2);
    return language === 'ja' || language === 'en' ? language : undefined;
  } catch {
    return undefined;
  }
}
