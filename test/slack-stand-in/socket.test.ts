import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { WebSocket } from 'ws';
import { openHome } from '../../sandbox/slack/events.ts';
import { slashCommand } from '../../sandbox/slack/interactions.ts';
import { type RunningSlack, startSlack } from '../../sandbox/slack/server.ts';

let slack: RunningSlack;
beforeEach(async () => {
  slack = await startSlack({ port: 0, token: 'xoxb-s', appToken: 'xapp-s', signingSecret: 's', ackMs: 300 });
});
afterEach(() => slack.close());

async function ask(token: string): Promise<{ readonly ok: boolean; readonly url?: string; readonly error?: string }> {
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(`${slack.apiUrl}apps.connections.open`, { method: 'POST', headers });
  return (await answer.json()) as never;
}

interface Line {
  readonly socket: WebSocket;
  readonly heard: Record<string, unknown>[];
}

/** A connection that has heard its first message. */
async function open(onMessage: (line: Line, message: Record<string, unknown>) => void = () => {}): Promise<Line> {
  const socket = new WebSocket(String((await ask('xapp-s')).url));
  const line: Line = { socket, heard: [] };
  socket.on('message', (data) => {
    const message = JSON.parse(String(data)) as Record<string, unknown>;
    line.heard.push(message);
    onMessage(line, message);
  });
  await once(socket, 'message');
  return line;
}

const acking = ({ socket }: Line, { envelope_id, type }: Record<string, unknown>) => {
  if (type !== 'hello') socket.send(JSON.stringify({ envelope_id, payload: { text: 'on it' } }));
};

const ben = () => {
  const found = slack.workspace.person('U0BEN');
  if (found === undefined) throw new Error('nobody is there');
  return found;
};
const type = () => slashCommand(slack.slack, ben(), 'C0INCIDENTS', '/502', 'help');

describe('Slack’s end of Socket Mode', () => {
  it('gives an address for the app-level token only', async () => {
    expect(await ask('xapp-s')).toMatchObject({
      ok: true,
      url: expect.stringMatching(/^ws:\/\/127\.0\.0\.1:\d+\/link/),
    });
    expect(await ask('xoxb-s')).toMatchObject({ ok: false, error: 'not_allowed_token_type' });
    expect(await ask('xapp-other')).toMatchObject({ ok: false, error: 'invalid_auth' });
  });

  it('lets an address be used once', async () => {
    const { url = '' } = await ask('xapp-s');
    const first = new WebSocket(url);
    await once(first, 'message');
    const second = new WebSocket(url);

    const [error] = await once(second, 'error');
    expect(String(error)).toContain('403');
  });

  it('says hello, pings, and answers pings', async () => {
    const { socket, heard } = await open();
    socket.ping();
    await once(socket, 'pong');

    expect(heard[0]).toMatchObject({ type: 'hello', num_connections: 1, connection_info: { app_id: 'A0FIVEOHTWO' } });
  });

  it('sends each envelope over one connection, in turn, and shows the answer in its acknowledgement', async () => {
    const lines = [await open(acking), await open(acking)];

    for (let sent = 0; sent < 4; sent += 1) expect(await type()).toEqual({ ok: true });

    const types = lines.map(({ heard }) => heard.map((message) => message.type));
    expect(types).toEqual(lines.map(() => ['hello', 'slash_commands', 'slash_commands']));
    expect(slack.workspace.messages('C0INCIDENTS').filter(({ text }) => text === 'on it')).toHaveLength(4);
  });

  it('sends what was not acknowledged over another connection when its own is lost', async () => {
    const silent = await open(({ socket }, message) => {
      if (message.type !== 'hello') socket.terminate();
    });
    const other = await open(acking);

    const done = [await type(), await type()];

    expect(done).toEqual([{ ok: true }, { ok: true }]);
    expect(silent.heard.length + other.heard.length).toBe(2 + 2 + 1);
    expect(slack.sockets.counts.resent).toBe(1);
  });

  it('tells the person what happened when nobody acknowledges, and when nobody is connected', async () => {
    expect(await type()).toEqual({ ok: false, error: 'dispatch_failed' });
    await open();
    expect(await type()).toEqual({ ok: false, error: 'operation_timeout' });
  });

  it('sends an event again that was not acknowledged, and says which try it is', async () => {
    const { heard } = await open((line, message) => {
      if (message.retry_attempt === 1) acking(line, message);
    });

    expect(await openHome(slack.slack, ben())).toMatchObject({ ok: true });

    expect(heard.slice(1)).toMatchObject([
      { type: 'events_api', accepts_response_payload: false },
      { type: 'events_api', retry_attempt: 1, retry_reason: 'http_timeout' },
    ]);
  });

  it('takes ten connections of an app, and sends the eleventh away', async () => {
    const lines = await Promise.all(Array.from({ length: 11 }, () => open()));

    const greetings = lines.map(({ heard }) => heard[0]?.reason ?? heard[0]?.type).sort();
    expect(greetings).toEqual([...Array.from({ length: 10 }, () => 'hello'), 'too_many_websockets']);
  });

  it('asks for a connection back before it closes it, and sends nothing over it meanwhile', async () => {
    const lines = [await open(acking), await open(acking)];

    slack.sockets.refresh('refresh_requested', 0);
    await Promise.all([type(), type(), type()]);

    expect(lines[0]?.heard.map((message) => message.reason ?? message.type)).toEqual(['hello', 'refresh_requested']);
    expect(lines[1]?.heard).toHaveLength(1 + 3);
  });
});
