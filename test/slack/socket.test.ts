import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { slashCommand } from '../../sandbox/slack/interactions.ts';
import type { Diagnose } from '../../src/flows/diagnose.ts';
import { answerIn } from './answers.ts';
import { CHANNEL, type House, openHouse } from './house.ts';
import { sampleRunbook } from './sample-runbook.ts';

jest.setTimeout(60_000);

const diagnose: Diagnose = async ({ runId = '', lang }) => {
  const { run, ...answer } = answerIn(lang);
  return { answer: { ...answer, run: { ...run, id: runId } }, bundle: {} as never, digest: 'sha256:0' };
};

let house: House;
const open = async () => {
  house = await openHouse({ diagnose, runbooks: [sampleRunbook] }, 'en', { socket: true });
  return house;
};
afterEach(() => house.close());

const health = async () =>
  (await (await fetch(`http://127.0.0.1:${house.bot.port}/healthz`)).json()) as { readonly ok: boolean };

/** Asks again until it is so; each question is an event of its own. */
async function until(isIt: () => Promise<boolean> | boolean): Promise<void> {
  for (const end = performance.now() + 15_000; performance.now() < end; ) {
    if (await isIt()) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
  throw new Error('it never came to be');
}

describe('Socket Mode', () => {
  it('carries a check and its buttons, and leaves /slack/events closed', async () => {
    await open();

    await house.type('check shop-alb');
    await house.until(({ text }) => text.includes('Checklist'));
    await house.press(/^open-incident$/);

    await house.until(({ text }) => text.includes('Incident: Investigating'));
    expect(house.slack.sockets.open).toBe(2);
    const direct = await fetch(`http://127.0.0.1:${house.bot.port}/slack/events`, { method: 'POST' });
    expect(direct.status).toBe(404);
  });

  it.each([
    ['in turn', [0, 1, 0, 1]],
    ['both at once', [undefined, undefined]],
  ])('loses no command while the connections are recycled %s', async (_how, refreshes) => {
    const { slack } = await open();
    const ben = slack.workspace.person('U0BEN');
    if (ben === undefined) throw new Error('nobody is there');
    const commands = 120;
    const answers: Promise<unknown>[] = [];

    for (let sent = 0; sent < commands; sent += 1) {
      if (sent % 30 === 15 && sent < 30 * refreshes.length)
        slack.sockets.refresh('warning', refreshes[(sent - 15) / 30]);
      answers.push(slashCommand(slack.slack, ben, CHANNEL, '/502', `incident resolve inc_${sent}`));
      await new Promise((resolve) => setImmediate(resolve));
    }

    expect(await Promise.all(answers)).toEqual(answers.map(() => ({ ok: true })));
    const said = () => house.messages().filter(({ onlyFor }) => onlyFor === 'U0BEN');
    await until(() => said().length >= commands);
    expect(said()).toHaveLength(commands);
    await until(() => slack.sockets.open === 2);
    expect(slack.sockets.counts.opened).toBe(2 + 4);
  });

  it('comes back after both connections were cut, and health tells while none is there', async () => {
    const { slack } = await open();
    expect(await health()).toMatchObject({ ok: true });
    slack.faults.add({ method: 'apps.connections.open', kind: 'error', error: 'internal_error', times: 2 });

    slack.sockets.drop();

    await until(async () => (await health()).ok === false);
    await until(async () => (await health()).ok === true);
    await until(() => slack.sockets.open === 2);
    await house.type('help');
    await house.until(({ onlyFor }) => onlyFor === 'U0BEN');
  });

  it('says which token is wrong when Slack refuses the connection', async () => {
    await open();
    house.slack.faults.add({
      method: 'apps.connections.open',
      kind: 'error',
      error: 'not_allowed_token_type',
      times: 2,
    });

    await expect(house.restart()).rejects.toMatchObject({
      code: 'slack-refused',
      said: { id: 'slack/app-token-refused', args: { reason: 'not_allowed_token_type' } },
    });
    await house.restart();
  });

  it('closes its connections when the bot is told to stop', async () => {
    await open();
    const opened = house.slack.sockets.open;

    await house.bot.stop();

    await until(() => house.slack.sockets.open === 0);
    expect(opened).toBe(2);
  });
});
