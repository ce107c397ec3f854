import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { openHome } from '../../sandbox/slack/events.ts';
import { messageShortcut, pressInMessage, slashCommand, submitView } from '../../sandbox/slack/interactions.ts';
import { pushView, topView } from '../../sandbox/slack/methods/views.ts';
import { type RunningSlack, startSlack } from '../../sandbox/slack/server.ts';
import { commandsOf } from '../../src/commands/index.ts';
import { languages } from '../../src/domain/text.ts';
import { tell } from '../../src/messages/say.ts';
import { listen, makeApp, makeHttpReceiver } from '../../src/slack/app.ts';
import { actionItemForm } from '../../src/slack/blocks/forms.ts';
import { makeMessenger } from '../../src/slack/messenger.ts';
import { makeSignatureGate } from '../../src/slack/signature.ts';
import { connectWith } from '../../src/slack/socket/connect.ts';
import { makeSocketReceiver } from '../../src/slack/socket/receiver.ts';

jest.setTimeout(30_000);

const CHANNEL = 'C0INCIDENTS';
const secret = 'away';
const nothing = () => undefined;
const logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  getLevel: () => 'error' as never,
  setName: nothing,
};

let slack: RunningSlack;
let stop: () => Promise<void>;
let kept: string[];
let failures: number;
afterEach(() => stop());

/** The Slack side of the bot over a store that keeps nothing for a while. */
async function open(way: 'http' | 'socket', lang: 'en' | 'ja' = 'en'): Promise<void> {
  kept = [];
  failures = Number.POSITIVE_INFINITY;
  const appToken = 'xapp-away';
  slack = await startSlack({
    port: 0,
    token: 'xoxb-away',
    signingSecret: secret,
    ...(way === 'socket' && { appToken }),
  });
  const accept = async ({ id }: { readonly id: string }) => {
    failures -= 1;
    if (failures >= 0) throw new Error('the database does not answer');
    kept.push(id);
  };
  const { apiUrl } = slack;
  const http = makeHttpReceiver(secret, logger);
  const socket = makeSocketReceiver({ connect: connectWith({ appToken, apiUrl, logger }), logger });
  const receiver = way === 'http' ? http : socket;
  const app = makeApp({ access: { token: 'xoxb-away' }, receiver, apiUrl, logger });
  const messenger = makeMessenger({ client: app.client, nowMs: Date.now });
  listen(app, commandsOf({ accept, now: () => new Date(), langOf: () => lang, onNotKept: nothing }), {
    accept,
    openForm: async () => undefined,
    openCheck: async () => undefined,
    respond: messenger.respond,
    langOf: () => lang,
    targetOfAlarm: () => undefined,
    knownIn: async () => [],
    now: () => new Date(),
    forget: async () => undefined,
    log: logger,
  });
  await app.init();
  const gate = makeSignatureGate({ signingSecret: secret, now: () => new Date(), next: http.requestListener });
  const server: Server = createServer((request, response) => void gate(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  slack.setBot(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`);
  if (way === 'socket') await socket.start();
  stop = async () => {
    if (way === 'socket') await socket.stop();
    await slack.close();
    server.closeAllConnections();
    server.close();
  };
}

const ben = () => {
  const found = slack.workspace.person('U0BEN');
  if (found === undefined) throw new Error('nobody is there');
  return found;
};

const whispers = () => slack.workspace.messages(CHANNEL).filter(({ onlyFor }) => onlyFor === 'U0BEN');
const button = { type: 'button', action_id: 'resolve', block_id: 'b', value: 'inc_1' };

describe.each(['http', 'socket'] as const)('while the database is away, over %s', (way) => {
  it.each(languages)('a command is answered at once that it was not recorded, in %s', async (lang) => {
    await open(way, lang);

    expect(await slashCommand(slack.slack, ben(), CHANNEL, '/502', 'check shop-alb')).toEqual({ ok: true });

    expect(whispers().map(({ text }) => text)).toEqual([tell(lang, 'degradation/not-kept')]);
  });

  it.each(languages)('a press is answered to the person alone, in %s', async (lang) => {
    await open(way, lang);
    const card = slack.workspace.post({ channel: CHANNEL, user: 'U0FIVEOHTWO', text: 'card' });

    expect(await pressInMessage(slack.slack, ben(), card, button, {})).toEqual({ ok: true });

    expect(whispers().map(({ text }) => text)).toEqual([tell(lang, 'slack/press-not-kept')]);
  });

  it('a shortcut on a message is answered in the same way', async () => {
    await open(way);
    const text = 'app/shop-alb/50dc6c495c0c9188 answers 502';
    const alarm = slack.workspace.post({ channel: CHANNEL, user: 'U0AIKO', text });

    expect(await messageShortcut(slack.slack, ben(), 'diagnose-message', alarm)).toEqual({ ok: true });

    expect(whispers().map((message) => message.text)).toEqual([tell('en', 'slack/press-not-kept')]);
  });

  it('a form stays open with what was typed, and says so', async () => {
    await open(way);
    const form = pushView(slack.workspace, 'U0BEN', actionItemForm('en', { about: 'inc_1', channel: CHANNEL }));
    const state = {
      text: { value: { value: 'keep-alive above 60 s' } },
      type: { value: { selected_option: { value: 'prevent' } } },
    };

    const done = await submitView(slack.slack, ben(), form, state);

    expect(done).toEqual({ ok: true, errors: { text: tell('en', 'slack/form-not-kept') } });
    expect(topView(slack.workspace, 'U0BEN')?.id).toBe(form.id);
  });

  it('an event is not acknowledged, so that Slack sends it again', async () => {
    await open(way);
    failures = 1;

    expect(await openHome(slack.slack, ben())).toMatchObject({ ok: true });

    expect(kept).toEqual([expect.stringMatching(/^event\/Ev0/)]);
  });
});

describe('a form', () => {
  it('refuses a day that has passed everywhere, and takes today', async () => {
    await open('http');
    failures = 0;
    const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
    const send = (due: string) => {
      const form = pushView(slack.workspace, 'U0BEN', actionItemForm('en', { about: 'inc_1', channel: CHANNEL }));
      const text = { value: { value: 'x' } };
      return submitView(slack.slack, ben(), form, { text, due: { value: { selected_date: due } } });
    };

    expect(await send(day(-2))).toEqual({ ok: true, errors: { due: tell('en', 'home/form/past-due') } });
    expect(await send(day(0))).toEqual({ ok: true });
  });
});
