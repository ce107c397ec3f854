import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { closeView, pressInMessage, slashCommand, submitView } from '../../sandbox/slack/interactions.ts';
import { topView } from '../../sandbox/slack/methods/views.ts';
import { type Pair, person, seen, startPair } from './fake-bot.ts';

let pair: Pair;
afterEach(() => pair.stop());

const channel = 'C0INCIDENTS';
const button = { type: 'button', action_id: 'go', block_id: 'b1', value: '42' };
const card = [
  {
    type: 'actions',
    block_id: 'b1',
    elements: [{ type: 'button', action_id: 'go', value: '42', text: { type: 'plain_text', text: 'Go' } }],
  },
];
const modal = {
  type: 'modal' as const,
  callback_id: 'why',
  notify_on_close: true,
  title: { type: 'plain_text' as const, text: 'Why?' },
  submit: { type: 'plain_text' as const, text: 'Skip' },
  blocks: [
    {
      type: 'input' as const,
      block_id: 'reason',
      label: { type: 'plain_text' as const, text: 'Reason' },
      element: { type: 'plain_text_input' as const, action_id: 'text' },
    },
  ],
};

describe('a slash command', () => {
  it('reaches a real Bolt app, signed, with the words that were typed', async () => {
    pair = await startPair((app) => {
      app.command('/502', async ({ ack, command, respond }) => {
        await ack();
        await respond(`you said ${command.text}`);
      });
    });

    const done = await slashCommand(pair.slack.slack, person(pair, 'U0BEN'), channel, '/502', 'check shop-alb');

    expect(done).toEqual({ ok: true });
    await until(() => seen(pair, channel, 'U0BEN').length === 1);
    expect(seen(pair, channel, 'U0BEN')).toEqual(['(only you) you said check shop-alb']);
    expect(seen(pair, channel, 'U0AIKO')).toEqual([]);
  });

  it('fails with dispatch_failed, seen by that person only, when the bot has another signing secret', async () => {
    pair = await startPair((app) => app.command('/502', async ({ ack }) => ack()), { botSecret: 'another' });

    const done = await slashCommand(pair.slack.slack, person(pair, 'U0BEN'), channel, '/502', 'help');

    expect(done).toEqual({ ok: false, error: 'dispatch_failed' });
    expect(seen(pair, channel, 'U0BEN')).toEqual(['(only you) `/502` failed with the error "dispatch_failed"']);
  });

  it('fails with operation_timeout when nobody acknowledges in time', async () => {
    pair = await startPair(undefined, { ackMs: 50 });
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    pair.slack.setBot(`http://127.0.0.1:${(silent.address() as AddressInfo).port}/slack/events`);

    const done = await slashCommand(pair.slack.slack, person(pair, 'U0BEN'), channel, '/502', 'help');

    silent.close();
    expect(done).toEqual({ ok: false, error: 'operation_timeout' });
  });

  it('shows what was said in the acknowledgement itself', async () => {
    pair = await startPair((app) => app.command('/502', async ({ ack }) => ack('Checking…')));

    await slashCommand(pair.slack.slack, person(pair, 'U0AIKO'), channel, '/502', 'check x');

    expect(seen(pair, channel, 'U0AIKO')).toEqual(['(only you) Checking…']);
  });
});

describe('a pressed button', () => {
  it('carries message, channel, person and value, and its response_url replaces the message', async () => {
    pair = await startPair((app) => {
      app.action('go', async ({ ack, body, action, respond }) => {
        await ack();
        const value = 'value' in action ? action.value : '';
        await respond({ text: `${body.user.id} pressed ${value}`, replace_original: true });
      });
    });
    const { ts } = await pair.client.chat.postMessage({ channel, text: 'A card', blocks: card });
    const message = pair.slack.workspace.find(channel, String(ts));
    if (message === undefined) throw new Error('not posted');

    expect(await pressInMessage(pair.slack.slack, person(pair, 'U0CHANDRA'), message, button, {})).toEqual({
      ok: true,
    });

    await until(() => message.blocks.length === 0);
    expect(message.text).toBe('U0CHANDRA pressed 42');
  });
});

describe('a response_url', () => {
  it('is good for five uses and then answers 404', async () => {
    const statuses: number[] = [];
    pair = await startPair((app) => {
      app.command('/502', async ({ ack, command }) => {
        await ack();
        for (let use = 1; use <= 6; use += 1) {
          const body = JSON.stringify({ text: `use ${use}` });
          statuses.push((await fetch(command.response_url, { method: 'POST', body })).status);
        }
      });
    });

    await slashCommand(pair.slack.slack, person(pair, 'U0BEN'), channel, '/502', 'help');

    await until(() => statuses.length === 6);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 404]);
  });

  it('is dead after 30 minutes', async () => {
    let now = Date.parse('2026-11-23T10:00:00Z');
    pair = await startPair(() => undefined, { now: () => now });
    const pass = { channel, user: 'U0BEN', threadTs: undefined, original: undefined };
    const path = pair.slack.slack.passes.reply(pass, 'commands');
    const use = (): Promise<Response> =>
      fetch(pair.slack.url + path, { method: 'POST', body: JSON.stringify({ text: 'late' }) });

    const early = await use();
    now += 30 * 60_000 + 1;

    expect([early.status, (await use()).status]).toEqual([200, 404]);
  });
});

describe('a modal', () => {
  it('opens by a trigger, comes back with inline errors, then closes on a good answer', async () => {
    pair = await startPair((app) => {
      app.command('/502', async ({ ack, client, command }) => {
        await ack();
        await client.views.open({ trigger_id: command.trigger_id, view: modal });
      });
      app.view('why', async ({ ack, view }) => {
        const reason = view.state.values.reason?.text?.value ?? '';
        if (reason.length < 5) return ack({ response_action: 'errors', errors: { reason: 'Say a little more.' } });
        return ack();
      });
    });
    const ben = person(pair, 'U0BEN');
    await slashCommand(pair.slack.slack, ben, channel, '/502', 'skip');
    await until(() => topView(pair.slack.workspace, ben.id) !== undefined);
    const open = topView(pair.slack.workspace, ben.id);
    if (open === undefined) throw new Error('no modal');
    const filled = (value: string) => ({ reason: { text: { type: 'plain_text_input', value } } });

    expect(await submitView(pair.slack.slack, ben, open, filled('no'))).toEqual({
      ok: true,
      errors: { reason: 'Say a little more.' },
    });
    expect(await submitView(pair.slack.slack, ben, open, filled('done by hand'))).toEqual({ ok: true });
    expect(topView(pair.slack.workspace, ben.id)).toBeUndefined();
  });

  it('tells the bot when it is closed, where the bot asked for it', async () => {
    const closed: string[] = [];
    pair = await startPair((app) => {
      app.command('/502', async ({ ack, client, command }) => {
        await ack();
        await client.views.open({ trigger_id: command.trigger_id, view: modal });
      });
      app.view({ callback_id: 'why', type: 'view_closed' }, async ({ ack, view }) => {
        closed.push(view.callback_id);
        await ack();
      });
    });
    const ben = person(pair, 'U0BEN');
    await slashCommand(pair.slack.slack, ben, channel, '/502', 'skip');
    await until(() => topView(pair.slack.workspace, ben.id) !== undefined);
    const open = topView(pair.slack.workspace, ben.id);
    if (open === undefined) throw new Error('no modal');

    expect(await closeView(pair.slack.slack, ben, open)).toEqual({ ok: true });
    expect(closed).toEqual(['why']);
  });

  it('is refused with a trigger that was used, that is older than three seconds, or that nobody made', async () => {
    let now = Date.parse('2026-11-23T10:00:00Z');
    pair = await startPair(() => undefined, { now: () => now });
    const refusal = (trigger_id: string) =>
      pair.client.views.open({ trigger_id, view: modal }).then(
        () => 'ok',
        (error: { data: { error: string } }) => error.data.error,
      );
    const used = pair.slack.slack.passes.trigger('U0BEN');
    const old = pair.slack.slack.passes.trigger('U0BEN');

    expect(await refusal(used)).toBe('ok');
    expect(await refusal(used)).toBe('exchanged_trigger_id');
    now += 3001;
    expect(await refusal(old)).toBe('expired_trigger_id');
    expect(await refusal('made up')).toBe('invalid_trigger_id');
  });
});

describe('the request URL', () => {
  it('is verified by its challenge, and not where the secret differs', async () => {
    pair = await startPair();
    expect(await pair.slack.verifyBot()).toBe(true);
    await pair.stop();

    pair = await startPair(undefined, { botSecret: 'another' });
    expect(await pair.slack.verifyBot()).toBe(false);
  });
});

/** Waits for what the bot does after its acknowledgement; fails by Jest's own limit. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}
