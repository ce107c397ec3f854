import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type House, openHouse } from '../slack/house.ts';
import { sampleRunbook } from '../slack/sample-runbook.ts';
import { diagnose, eventually, health, intentOf, metric, ourClock, posted } from './away.ts';

jest.setTimeout(60_000);

let house: House;
let clock: ReturnType<typeof ourClock>;
beforeEach(async () => {
  clock = ourClock();
  house = await openHouse({ diagnose, runbooks: [sampleRunbook] });
});
afterEach(async () => {
  await house.close();
  clock.giveBack();
});

const said = (part: string) => house.until(({ text }) => text.includes(part));
const slackIsAway = (fault: object) => house.slack.faults.add({ times: 100_000, ...fault });
const slackIsBack = () => house.slack.faults.clear();
const slackTrouble = async () => (await health(house)).broken as { slack?: string };

const ways = [
  ['answers with 503', { kind: 'status', status: 503 }, 'slack-away'],
  ['breaks off every connection', { kind: 'drop', when: 'before' }, 'slack-away'],
  ['refuses the token', { kind: 'error', error: 'token_revoked' }, 'token_revoked'],
] as const;

describe.each(ways)('while Slack %s', (_, fault, word) => {
  it('everything is kept, health names it, no restart is asked for, and all of it comes in order', async () => {
    slackIsAway(fault);
    await house.type('check one-alb');
    await house.type('check two-alb');

    expect(await eventually(slackTrouble, ({ slack }) => slack !== undefined)).toEqual({ slack: word });
    expect([(await health(house, '/livez')).status, (await health(house, '/readyz')).status]).toEqual([200, 200]);
    expect(await metric(house, 'fiveohtwo_outbox_due')).toBeGreaterThanOrEqual(2);
    expect(posted(house)).toEqual([]);

    clock.leap(61_000);
    slackIsBack();
    await eventually(
      () => metric(house, 'fiveohtwo_outbox_due'),
      (due) => due === 0,
    );

    const intents = posted(house);
    expect(new Set(intents).size).toBe(intents.length);
    const roots = intents.filter((intent) => intent.endsWith('/root'));
    expect(roots).toEqual([...roots].sort());
    expect(roots).toHaveLength(2);
    expect(await slackTrouble()).toEqual({});
  });
});

describe('what comes late', () => {
  it('says how late it is', async () => {
    slackIsAway({ kind: 'status', status: 503 });
    await house.type('check shop-alb');
    await eventually(slackTrouble, ({ slack }) => slack !== undefined);
    clock.leap(3 * 60_000);

    expect(await metric(house, 'fiveohtwo_outbox_oldest_age_seconds')).toBeGreaterThanOrEqual(180);
    slackIsBack();

    await said('Delayed by 3 min');
  });

  it('comes after what a person waits for', async () => {
    await house.type('check shop-alb');
    await said('Checklist');
    await house.press(/^start-runbook\//);
    await said('Who is hit?');
    const before = posted(house).length;
    slackIsAway({ kind: 'status', status: 503 });
    await house.type('check two-alb');
    await eventually(slackTrouble, ({ slack }) => slack !== undefined);
    await house.press(/^step-answer\/all$/);
    await eventually(
      () => house.slack.journal({ method: 'chat.update' }).filter(({ answered }) => answered === 'error').length,
      (tries) => tries > 0,
    );
    clock.leap(61_000);
    slackIsBack();
    await eventually(
      () => metric(house, 'fiveohtwo_outbox_due'),
      (due) => due === 0,
    );

    const calls = house.slack.journal().filter(({ accepted, method }) => accepted && /^chat\./.test(method));
    const answered = calls.findLastIndex(
      ({ method, args }) => method === 'chat.update' && String(args.text).includes('*Everyone*'),
    );
    const late = calls.findIndex(({ args }) => intentOf(args.metadata) === posted(house)[before]);
    expect(posted(house)[before]).toMatch(/\/root$/);
    expect(answered).toBeGreaterThan(-1);
    expect(late).toBeGreaterThan(answered);
  });
});
