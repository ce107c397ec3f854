import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
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
beforeEach(async () => {
  house = await openHouse({ diagnose, runbooks: [sampleRunbook] });
});
afterEach(() => house.close());

const said = (part: string) => house.until(({ text }) => text.includes(part));
const intents = () => house.messages().map(({ metadata }) => JSON.stringify(metadata));

describe('a post whose fate is not known', () => {
  it('is looked for in the channel, found by its intent, and not posted again', async () => {
    house.slack.faults.add({ method: 'chat.postMessage', kind: 'drop', when: 'after' });

    await house.type('check shop-alb');

    await said('Checklist');
    expect(new Set(intents()).size).toBe(intents().length);
    expect(house.slack.journal({ method: 'conversations.history' })).toHaveLength(1);
  });

  it('is posted when it is not found', async () => {
    house.slack.faults.add({ method: 'chat.postMessage', kind: 'drop', when: 'before' });

    await house.type('check shop-alb');

    await said('Checklist');
    expect(new Set(intents()).size).toBe(intents().length);
  });

  it('is looked for in its thread when it is a reply', async () => {
    await house.type('check shop-alb');
    await said('Checklist');
    house.slack.faults.add({ method: 'chat.postMessage', kind: 'drop', when: 'after' });

    await house.press(/^start-runbook\//);

    await said('Who is hit?');
    await said('Incident: Investigating');
    await house.press(/^step-answer\/nobody$/);
    await house.until(({ text }) => text.includes('Who is hit?') && text.includes('*Nobody*'));
    expect(house.messages().filter(({ text }) => text.includes('Who is hit?'))).toHaveLength(1);
    expect(house.slack.journal({ method: 'conversations.replies' })).not.toHaveLength(0);
  });

  it('is found by its name when it is a file', async () => {
    await house.type('check shop-alb');
    await said('Checklist');
    await house.press(/^open-incident$/);
    await said('Incident: Investigating');
    house.slack.faults.add({ method: 'files.completeUploadExternal', kind: 'drop', when: 'after' });

    await house.type('report');

    await said('no action items yet');
    const files = house.messages().flatMap(({ files: ids }) => ids.map((id) => house.slack.workspace.files.get(id)));
    expect(files.map((file) => file?.name.replace(/^.*\./, ''))).toEqual(['md', 'json']);
  });
});

describe('a post that Slack does not take', () => {
  it('waits as long as Slack says when there are too many', async () => {
    house.slack.faults.add({ method: 'chat.postMessage', kind: 'rate-limit', retryAfter: 1 });

    await house.type('check shop-alb');

    await said('Checklist');
    expect(new Set(intents()).size).toBe(intents().length);
  });

  it('goes out as plain words when the blocks are refused', async () => {
    house.slack.faults.add({ method: 'chat.postMessage', kind: 'error', error: 'invalid_blocks' });

    await house.type('check shop-alb');

    await said('Checklist');
    const calls = house.slack.journal({ method: 'chat.postMessage' }).slice(0, 2);
    expect(calls.map(({ answered }) => answered)).toEqual(['error', 'ok']);
    expect(calls[1]?.args).toMatchObject({ text: expect.stringContaining('shop-alb') });
    expect(calls[1]?.args).toHaveProperty('blocks', []);
  });

  it('makes the bot unhealthy when the token is refused', async () => {
    expect((await fetch(`http://127.0.0.1:${house.bot.port}/healthz`)).status).toBe(200);
    house.slack.faults.add({ method: 'chat.postMessage', kind: 'error', error: 'token_revoked' });

    await house.type('check shop-alb');

    const health = await untilBroken(house.bot.port);
    expect(health).toEqual({ ok: false, broken: { slack: 'token_revoked' } });
  });
});

describe('private replies', () => {
  it('speak the language of the person, posts that of the channel', async () => {
    await house.type('frobnicate', 'U0AIKO');
    await house.type('frobnicate', 'U0BEN');

    const japanese = await said('というコマンドはありません');
    const english = await said('I do not know');
    expect([japanese.onlyFor, english.onlyFor]).toEqual(['U0AIKO', 'U0BEN']);
  });
});

describe('a delivery', () => {
  it('is done once, however often it arrives', async () => {
    expect(await send('check shop-alb', Date.now())).toBe(200);
    expect(await send('check shop-alb', Date.now())).toBe(200);

    await said('Checklist');
    await house.type('frobnicate');
    await said('I do not know');
    expect(house.messages().filter(({ metadata }) => JSON.stringify(metadata)?.includes('/root'))).toHaveLength(1);
    expect(house.messages().filter(({ text }) => text.includes('already'))).toEqual([]);
  });

  it('is refused when it is signed for a time to come', async () => {
    expect(await send('help', Date.now())).toBe(200);
    expect(await send('help', Date.now() + 600_000)).toBe(401);
    expect(await send('help', Date.now() - 600_000)).toBe(401);
  });

  it('is refused when it is no POST', async () => {
    const url = `http://127.0.0.1:${house.bot.port}/slack/events`;
    const statuses = ['GET', 'PUT', 'DELETE', 'OPTIONS'].map(async (method) => (await fetch(url, { method })).status);

    expect(await Promise.all(statuses)).toEqual([405, 405, 405, 405]);
  });
});

/** What Slack sends, always with the same trigger. Gives the status. */
async function send(text: string, at: number): Promise<number> {
  const fields = {
    command: '/502',
    text,
    trigger_id: '1.2.3',
    channel_id: CHANNEL,
    user_id: 'U0BEN',
    team_id: 'T0SHOP',
  };
  const body = String(new URLSearchParams({ ...fields, response_url: 'http://127.0.0.1:9/' }));
  const stamp = String(Math.floor(at / 1000));
  const signature = `v0=${createHmac('sha256', 'house-secret').update(`v0:${stamp}:${body}`).digest('hex')}`;
  const answer = await fetch(`http://127.0.0.1:${house.bot.port}/slack/events`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': stamp,
      'x-slack-signature': signature,
    },
    body,
  });
  return answer.status;
}

/** Asks until the bot says that it is broken; each question is an event of its own, so nothing is waited for. */
async function untilBroken(port: number): Promise<unknown> {
  for (let asked = 0; asked < 2_000; asked += 1) {
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`);
    if (answer.status === 503) return await answer.json();
  }
  throw new Error('it stays healthy');
}
