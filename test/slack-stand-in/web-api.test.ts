import { afterEach, describe, expect, it } from '@jest/globals';
import { type Pair, startPair, token } from './fake-bot.ts';

let pair: Pair;
afterEach(() => pair.stop());

const channel = 'C0INCIDENTS';

/** The error of a refused call, with what came along. */
async function refusal(call: Promise<unknown>): Promise<{ error: string; [more: string]: unknown }> {
  try {
    await call;
  } catch (error) {
    const { data } = error as { data?: { error: string } };
    if (data !== undefined) return data;
    throw error;
  }
  throw new Error('it was accepted');
}

describe('chat.postMessage', () => {
  it('gives increasing ts, threads replies under the parent and keeps metadata for those who ask', async () => {
    pair = await startPair();
    const metadata = { event_type: 'fiveohtwo_intent', event_payload: { key: 'run_1/root' } };

    const root = await pair.client.chat.postMessage({ channel, text: 'root', metadata });
    const reply = await pair.client.chat.postMessage({ channel, text: 'reply', thread_ts: String(root.ts) });
    const nested = await pair.client.chat.postMessage({ channel, text: 'to the reply', thread_ts: String(reply.ts) });

    expect(root.ts).toMatch(/^\d{10}\.\d{6}$/);
    expect(Number(reply.ts)).toBeGreaterThan(Number(root.ts));
    expect([reply.message?.thread_ts, nested.message?.thread_ts]).toEqual([root.ts, root.ts]);
    const plain = await pair.client.conversations.replies({ channel, ts: String(root.ts) });
    const whole = await pair.client.conversations.replies({ channel, ts: String(root.ts), include_all_metadata: true });
    expect(plain.messages?.map((message) => message.metadata)).toEqual([undefined, undefined, undefined]);
    expect(whole.messages?.[0]?.metadata).toEqual(metadata);
    const history = await pair.client.conversations.history({ channel });
    expect(history.messages?.map((message) => message.text)).toEqual(['root']);
  });

  it('answers 429 with Retry-After beyond one message a second and channel, after a short burst', async () => {
    let now = Date.parse('2026-11-23T10:00:00Z');
    pair = await startPair(undefined, { now: () => now });
    const post = (to: string) => pair.client.chat.postMessage({ channel: to, text: 'again' });
    for (let burst = 0; burst < 3; burst += 1) await post(channel);

    await expect(post(channel)).rejects.toMatchObject({ retryAfter: 1 });
    await expect(post('C0GENERAL')).resolves.toMatchObject({ ok: true });
    now += 1000;
    await expect(post(channel)).resolves.toMatchObject({ ok: true });
    await expect(post(channel)).rejects.toMatchObject({ retryAfter: 1 });
  });

  it('refuses a private channel without the bot, a public one without chat:write.public, and a missing scope', async () => {
    pair = await startPair();
    expect(await refusal(pair.client.chat.postMessage({ channel: 'C0PAYMENTS', text: 'x' }))).toMatchObject({
      error: 'channel_not_found',
    });
    await pair.stop();

    pair = await startPair(undefined, { scopes: ['chat:write'] });
    expect(await refusal(pair.client.chat.postMessage({ channel: 'C0GENERAL', text: 'x' }))).toMatchObject({
      error: 'not_in_channel',
    });
    expect(await refusal(pair.client.conversations.history({ channel }))).toMatchObject({
      error: 'missing_scope',
      needed: 'channels:history',
      provided: 'chat:write',
    });
  });

  it('refuses bad blocks with a pointer to each', async () => {
    pair = await startPair();

    const refused = await refusal(
      pair.client.chat.postMessage({
        channel,
        text: 'x',
        blocks: [{ type: 'header', text: { type: 'plain_text', text: 'h'.repeat(151) } }],
      }),
    );

    expect(refused).toMatchObject({
      error: 'invalid_blocks',
      response_metadata: {
        messages: ['[ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text]'],
      },
    });
  });
});

describe('chat.update', () => {
  it('changes the text, drops blocks when only text came, and keeps the metadata', async () => {
    pair = await startPair();
    const metadata = { event_type: 'intent', event_payload: { key: 'k' } };
    const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: 'old' } }];
    const { ts } = await pair.client.chat.postMessage({ channel, text: 'old', blocks, metadata });

    await pair.client.chat.update({ channel, ts: String(ts), text: 'new' });

    const { messages } = await pair.client.conversations.history({ channel, include_all_metadata: true });
    expect(messages?.[0]).toMatchObject({ text: 'new', metadata, edited: { user: 'U0FIVEOHTWO' } });
    expect(messages?.[0]?.blocks).toBeUndefined();
  });

  it('never reaches an ephemeral message or the message of somebody else', async () => {
    pair = await startPair();
    const secret = await pair.client.chat.postEphemeral({ channel, user: 'U0BEN', text: 'for you' });
    const theirs = pair.slack.workspace.post({ channel, user: 'U0BEN', text: 'mine' });
    const update = (ts: string) => refusal(pair.client.chat.update({ channel, ts, text: 'new' }));

    expect(await update(String(secret.message_ts))).toMatchObject({ error: 'message_not_found' });
    expect(await update(theirs.ts)).toMatchObject({ error: 'cant_update_message' });
  });
});

describe('an upload', () => {
  it('goes through the three steps of the SDK, lands in the thread and is finished a moment later', async () => {
    let now = Date.parse('2026-11-23T10:00:00Z');
    pair = await startPair(undefined, { now: () => now });
    const root = await pair.client.chat.postMessage({ channel, text: 'root' });

    await pair.client.filesUploadV2({
      channel_id: channel,
      thread_ts: String(root.ts),
      filename: 'report.md',
      content: '# 報告\nall well',
      initial_comment: 'The report',
    });

    const { messages } = await pair.client.conversations.replies({ channel, ts: String(root.ts) });
    const file = messages?.[1]?.files?.[0];
    expect(messages?.[1]).toMatchObject({ text: 'The report', thread_ts: root.ts });
    expect(file).toMatchObject({ name: 'report.md', size: 17 });
    const at = (): Promise<string | undefined> =>
      pair.client.files.info({ file: String(file?.id) }).then((answer) => answer.file?.mimetype);
    expect(await at()).toBeUndefined();
    now += 1000;
    expect(await at()).toBe('text/markdown');
    const bytes = await fetch(pair.slack.url + String(file?.url_private)).then((answer) => answer.text());
    expect(bytes).toBe('# 報告\nall well');
  });
});

describe('faults and the journal', () => {
  it('drops the connection after the message was posted, and says so in the journal', async () => {
    pair = await startPair();
    await admin('faults', { method: 'chat.postMessage', kind: 'drop' });
    const metadata = { event_type: 'intent', event_payload: { key: 'k1' } };

    await expect(pair.client.chat.postMessage({ channel, text: 'lost?', metadata })).rejects.toThrow();

    const { messages } = await pair.client.conversations.history({ channel });
    expect(messages?.map((message) => message.text)).toEqual(['lost?']);
    const [entry] = pair.slack.journal({ method: 'chat.postMessage' });
    expect(entry).toMatchObject({ accepted: true, answered: 'dropped', ts: messages?.[0]?.ts, args: { metadata } });
  });

  it('holds a call that took effect until it is released', async () => {
    pair = await startPair();
    await admin('faults', { id: 'h1', method: 'chat.postMessage', kind: 'hold' });
    let answered = false;
    const call = pair.client.chat.postMessage({ channel, text: 'held' }).then(() => {
      answered = true;
    });
    while (pair.slack.journal({ method: 'chat.postMessage' })[0]?.accepted !== true) {
      await new Promise((resolve) => setImmediate(resolve));
    }

    expect(answered).toBe(false);
    expect(await admin('release', { id: 'h1' })).toMatchObject({ released: 1 });
    await call;
    expect(pair.slack.journal({ method: 'chat.postMessage' })[0]?.answered).toBe('ok');
  });

  it('answers 500, 429 and named errors as often as asked, without doing anything', async () => {
    pair = await startPair();
    await admin('faults', { method: 'chat.postMessage', kind: 'status', status: 503 });
    await admin('faults', { method: 'chat.postMessage', kind: 'rate-limit', retryAfter: 7 });
    await admin('faults', { method: 'chat.postMessage', kind: 'error', error: 'is_archived' });
    const post = () => pair.client.chat.postMessage({ channel, text: 'x' });

    await expect(post()).rejects.toMatchObject({ statusCode: 503 });
    await expect(post()).rejects.toMatchObject({ retryAfter: 7 });
    expect(await refusal(post())).toMatchObject({ error: 'is_archived' });
    expect(pair.slack.workspace.messages(channel)).toEqual([]);
    await expect(post()).resolves.toMatchObject({ ok: true });
  });

  it('says what a fault may be when it does not know one', async () => {
    pair = await startPair();
    expect(await admin('faults', { kind: 'explode' })).toMatchObject({
      ok: false,
      error: expect.stringContaining('drop'),
    });
  });
});

describe('a token', () => {
  it('that is not the one of the installation is refused', async () => {
    pair = await startPair();
    const call = (headers: Record<string, string>) =>
      fetch(`${pair.slack.apiUrl}auth.test`, { method: 'POST', headers }).then((answer) => answer.json());

    expect(await call({})).toMatchObject({ ok: false, error: 'not_authed' });
    expect(await call({ authorization: 'Bearer xoxb-wrong' })).toMatchObject({ ok: false, error: 'invalid_auth' });
    expect(await call({ authorization: `Bearer ${token}` })).toMatchObject({ ok: true, bot_id: 'B0FIVEOHTWO' });
  });
});

async function admin(action: string, body: object): Promise<unknown> {
  const answer = await fetch(`${pair.slack.url}/_sandbox/${action}`, { method: 'POST', body: JSON.stringify(body) });
  return answer.json();
}
