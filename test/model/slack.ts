import { webApi } from '@slack/bolt';
import type { Call, End, World } from './world.ts';

export interface Posted {
  readonly ts: string;
  readonly channel: string;
  readonly threadTs: string | undefined;
  readonly key: string | undefined;
  readonly file: string | undefined;
  text: string;
  isDeleted: boolean;
}

type Args = Readonly<Record<string, unknown>>;
type Answer = Readonly<Record<string, unknown>>;

const CALL_LIMIT_MS = 10_000;
const LATE_MS = 12_000;
const TOOK_MS = 40;

export type ModelSlack = ReturnType<typeof makeSlack>;

/** Channels, threads and files with what Slack says about them, and every way in which a call can end. */
export function makeSlack(world: World) {
  const messages: Posted[] = [];
  const whispers: { readonly to: string; readonly text: string }[] = [];
  const uploads = new Map<string, string>();
  const archived = new Set<string>();
  let revokedUntil = 0;
  let counter = 0;
  /** What people did that no sending can mend. */
  const lasting = { deletions: 0, archivings: 0 };

  const refuse = (error: string): never => {
    throw new webApi.WebAPIPlatformError({ ok: false, error });
  };
  const find = (channel: unknown, ts: unknown) =>
    messages.find((one) => one.channel === channel && one.ts === ts && !one.isDeleted);

  function open({ channel, channel_id }: Args): string {
    const id = String(channel ?? channel_id);
    if (world.now() < revokedUntil) refuse('token_revoked');
    if (archived.has(id)) refuse('is_archived');
    return id;
  }

  function post(args: Args, file: string | undefined): Posted {
    const channel = open(args);
    const threadTs = args.thread_ts as string | undefined;
    if (threadTs !== undefined && find(channel, threadTs) === undefined) refuse('thread_not_found');
    counter += 1;
    const metadata = args.metadata as { readonly event_payload?: { readonly key?: string } } | undefined;
    const key = metadata?.event_payload?.key;
    const posted = {
      ts: `${counter}.000100`,
      channel,
      threadTs,
      key,
      file,
      text: String(args.text ?? ''),
      isDeleted: false,
    };
    messages.push(posted);
    return posted;
  }

  const shown = ({ ts, threadTs, key, file }: Posted) => ({
    ts,
    thread_ts: threadTs,
    ...(key === undefined ? {} : { metadata: { event_type: 'fiveohtwo_intent', event_payload: { key } } }),
    ...(file === undefined ? {} : { files: [{ name: file }] }),
  });

  const methods: Readonly<Record<string, (args: Args) => Answer>> = {
    'chat.postMessage': (args) => {
      const posted = post(args, undefined);
      return { ok: true, ts: posted.ts, message: shown(posted) };
    },
    'chat.update': (args) => {
      const found = find(open(args), args.ts);
      if (found === undefined) return refuse('message_not_found');
      found.text = String(args.text ?? '');
      return { ok: true, ts: found.ts };
    },
    'chat.delete': (args) => {
      const found = find(open(args), args.ts);
      if (found !== undefined) found.isDeleted = true;
      return { ok: true };
    },
    'chat.postEphemeral': (args) => {
      open(args);
      whispers.push({ to: String(args.user), text: String(args.text) });
      return { ok: true };
    },
    'chat.getPermalink': () => ({ ok: true, permalink: 'https://slack.example/p1' }),
    'users.info': () => ({ ok: true, user: { locale: 'en-US' } }),
    'conversations.history': (args) => {
      const top = messages.filter(
        (one) => one.channel === args.channel && !one.isDeleted && one.threadTs === undefined,
      );
      if (world.now() < revokedUntil) refuse('token_revoked');
      const only = args.latest === undefined ? top : top.filter(({ ts }) => ts === args.latest);
      return { ok: true, messages: only.map(shown) };
    },
    'conversations.replies': (args) => {
      if (world.now() < revokedUntil) refuse('token_revoked');
      const root = find(args.channel, args.ts);
      if (root === undefined) return refuse('thread_not_found');
      const under = messages.filter((one) => one.threadTs === root.ts && !one.isDeleted);
      return { ok: true, messages: [root, ...under].map(shown) };
    },
    'files.getUploadURLExternal': ({ filename }) => {
      if (world.now() < revokedUntil) refuse('token_revoked');
      counter += 1;
      uploads.set(`F${counter}`, String(filename));
      return { ok: true, upload_url: `https://slack.example/upload/F${counter}`, file_id: `F${counter}` };
    },
    'files.completeUploadExternal': (args) => {
      const [file] = args.files as readonly { readonly id: string }[];
      post(args, uploads.get(file?.id ?? ''));
      return { ok: true };
    },
  };

  const isSeen = (name: string) =>
    !['getPermalink', 'info', 'history', 'replies', 'getUploadURLExternal'].includes(name.split('.')[1] ?? '');

  /** Reading has fewer ways to go wrong: nothing comes of it that could come twice. */
  function faultsOf(name: string, args: Args): Call<Answer>['faults'] {
    const common = {
      'too many requests': ({ reject }: End<Answer>) => reject(new webApi.WebAPIRateLimitedError(3)),
      'no answer, not done': (end: End<Answer>) => timeOut(end, undefined),
      'token revoked for 40 s': (end: End<Answer>) => {
        revokedUntil = world.now() + 40_000;
        return plainly(end);
      },
    };
    if (!isSeen(name)) return common;
    return {
      ...common,
      'no answer, done': (end: End<Answer>) => timeOut(end, world.now()),
      'no answer, done late': (end: End<Answer>) => timeOut(end, world.now() + LATE_MS),
      'crash, done late': ({ effect, kill }: End<Answer>) => {
        world.set(() => void effect().catch(() => undefined), LATE_MS, undefined);
        kill();
      },
      'answer lost, done': async ({ effect, reject }: End<Answer>) => {
        await effect().catch(() => undefined);
        reject(requestError('socket hang up'));
      },
      'server error, done': async ({ effect, reject }: End<Answer>) => {
        await effect().catch(() => undefined);
        reject(new webApi.WebAPIHTTPError(503, 'unavailable', {} as never, ''));
      },
      'somebody deletes what it hangs on': (end: End<Answer>) => {
        const hung = find(args.channel ?? args.channel_id, args.thread_ts ?? args.ts);
        if (hung !== undefined && hung.threadTs === undefined) {
          hung.isDeleted = true;
          lasting.deletions += 1;
          world.said(`somebody deletes ${hung.key}`);
        }
        return plainly(end);
      },
      'somebody archives the channel': (end: End<Answer>) => {
        archived.add(String(args.channel ?? args.channel_id));
        lasting.archivings += 1;
        return plainly(end);
      },
    };
  }

  async function plainly({ effect, resolve, reject }: End<Answer>): Promise<void> {
    await effect().then(resolve, reject);
  }

  /** The caller gives up after 10 s; Slack does it at `doneAt`, or never. */
  async function timeOut({ effect, reject }: End<Answer>, doneAt: number | undefined): Promise<void> {
    const quietly = () => void effect().catch(() => undefined);
    if (doneAt !== undefined) world.set(quietly, doneAt - world.now(), undefined);
    world.set(() => reject(requestError('timed out')), CALL_LIMIT_MS, world.process());
  }

  function method(name: string) {
    return (args: Args = {}): Promise<Answer> => {
      const run = methods[name];
      if (run === undefined) throw new Error(`the model has no ${name}`);
      return world.call({ name, tookMs: TOOK_MS, isSent: true, effect: () => run(args), faults: faultsOf(name, args) });
    };
  }

  const group = (area: string, ...names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, method(`${area}.${name}`)]));
  const client = {
    chat: group('chat', 'postMessage', 'update', 'delete', 'postEphemeral', 'getPermalink'),
    conversations: group('conversations', 'history', 'replies'),
    files: group('files', 'getUploadURLExternal', 'completeUploadExternal'),
    users: group('users', 'info'),
  } as unknown as webApi.WebClient;

  /** A response_url, and the bytes of a file. */
  const send = ((url: string, { body }: { readonly body?: unknown } = {}) => {
    const isFile = String(url).includes('/upload/');
    const effect = () => {
      if (!isFile)
        whispers.push({ to: 'response_url', text: String((JSON.parse(String(body)) as { text: string }).text) });
      return new Response('ok');
    };
    return world.call<Response>({
      name: isFile ? 'upload' : 'response_url',
      tookMs: TOOK_MS,
      isSent: true,
      effect,
      faults: {
        'no answer, not done': ({ reject }) => reject(new Error('timed out')),
        'answer lost, done': async (end) => {
          await end.effect();
          end.reject(new Error('socket hang up'));
        },
      },
    });
  }) as unknown as typeof fetch;

  return { client, send, messages, whispers, archived, lasting };
}

const requestError = (message: string) => new webApi.WebAPIRequestError(new Error(message));
