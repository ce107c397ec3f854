// A Slack for the soak, as a process of its own: takes everything at once, remembers each post by the bot's own mark, and
// can be read back. The stand-in of the sandbox says more and keeps more; here it would be what is measured.
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Post {
  readonly ts: string;
  readonly thread_ts?: string;
  readonly metadata: unknown;
}

/** What the parent asks for at the end. */
export interface Recorded {
  readonly posts: number;
  /** Intents that were posted more than once. */
  readonly repeated: readonly string[];
  readonly unmarked: number;
  /** Verdicts posted into a channel. */
  readonly verdicts: number;
  readonly topLevel: number;
  readonly edits: number;
  /** Commands that got an answer, by the last part of their response_url; and how many answers there were. */
  readonly answered: readonly string[];
  readonly answers: number;
}

const channels = new Map<string, Post[]>();
const times = new Map<string, number>();
const answered = new Map<string, number>();
const counts = { posts: 0, verdicts: 0, unmarked: 0, topLevel: 0, edits: 0, ts: 0 };

type Args = Readonly<Record<string, unknown>>;

const methods: Readonly<Record<string, (args: Args) => object>> = {
  'chat.postMessage': post,
  'chat.update': (args) => {
    counts.edits += 1;
    return { ts: args.ts, channel: args.channel };
  },
  'conversations.history': (args) => ({ messages: newest(args, () => true) }),
  'conversations.replies': (args) => ({
    messages: newest(args, (one) => one.ts === args.ts || one.thread_ts === args.ts),
  }),
  'chat.getPermalink': (args) => ({ permalink: `https://soak.example/${args.channel}/p${args.message_ts}` }),
  'files.getUploadURLExternal': () => ({ upload_url: `${base()}/upload/1`, file_id: 'F1' }),
};

const same = {
  user_id: 'UBOT',
  bot_id: 'BBOT',
  team_id: 'T1',
  user: { locale: 'en-US' },
  channel: { id: 'C1', is_member: true },
  files: [],
};

function post(args: Args): object {
  counts.ts += 1;
  const ts = `${Math.floor(Date.now() / 1000)}.${String(counts.ts).padStart(6, '0')}`;
  const thread = typeof args.thread_ts === 'string' ? { thread_ts: args.thread_ts } : {};
  const metadata = typeof args.metadata === 'string' ? JSON.parse(args.metadata) : args.metadata;
  const intent = metadata?.event_payload?.key;
  counts.posts += 1;
  const isTop = !('thread_ts' in thread);
  if (isTop) counts.topLevel += 1;
  if (isTop && /^run_\w+\/root$/.test(String(intent))) counts.verdicts += 1;
  if (typeof intent === 'string') times.set(intent, (times.get(intent) ?? 0) + 1);
  else counts.unmarked += 1;
  const channel = String(args.channel);
  channels.set(channel, [...(channels.get(channel) ?? []), { ts, ...thread, metadata }]);
  return { ts, channel, message: { ts, ...thread } };
}

function newest({ channel }: Args, isWanted: (post: Post) => boolean): readonly Post[] {
  return (channels.get(String(channel)) ?? []).filter(isWanted).slice(-200).reverse();
}

const server = createServer((request, response) => {
  void body(request).then((text) => {
    const path = new URL(request.url ?? '/', 'http://soak').pathname;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(answer(path, text, String(request.headers['content-type']))));
  });
});

function answer(path: string, text: string, type: string): object {
  if (path === '/recorded') return recorded();
  const [, kind, ...rest] = path.split('/');
  const name = rest.join('/');
  if (kind === 'respond') {
    answered.set(name, (answered.get(name) ?? 0) + 1);
    return { ok: true };
  }
  const args: Args = type.includes('json') ? JSON.parse(text || '{}') : Object.fromEntries(new URLSearchParams(text));
  return { ok: true, ...same, ...methods[name]?.(args) };
}

function recorded(): Recorded {
  return {
    ...counts,
    repeated: [...times].filter(([, count]) => count > 1).map(([intent]) => intent),
    answered: [...answered.keys()],
    answers: [...answered.values()].reduce((sum, count) => sum + count, 0),
  };
}

async function body(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

const base = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
server.listen(0, '127.0.0.1', () => process.stdout.write(`${JSON.stringify({ url: base() })}\n`));
