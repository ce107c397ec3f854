import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { AlarmAws } from '../../src/domain/alarm-rows.ts';
import type { Answer } from '../../src/domain/answer.ts';
import type { Lang } from '../../src/domain/text.ts';
import type { Diagnose } from '../../src/flows/diagnose.ts';
import { alarmDelivery, alarmEvent, albArn } from '../support/alarm-event.ts';
import { answerIn } from './answers.ts';
import { buttonsOf, CHANNEL, type House, openHouse } from './house.ts';
import { sampleRunbook } from './sample-runbook.ts';

jest.setTimeout(60_000);

let house: House;
let asked: string[];
let answerOf: (lang: Lang) => Answer;

const diagnose: Diagnose = async ({ runId = '', query, lang }) => {
  asked.push(query);
  const { run, ...answer } = answerOf(lang);
  return { answer: { ...answer, run: { ...run, id: runId } }, bundle: {} as never, digest: 'sha256:0' };
};
const alarmAws: AlarmAws = {
  placeAlarms: async (events) => events.map(({ alarm }) => ({ alarm, target: albArn, note: null, candidates: [] })),
  alarmSeries: async () => undefined,
};
const alarms = {
  channel: CHANNEL,
  topics: [],
  queue: null,
  webhookSecret: null,
  rules: [],
  remindMinutes: 30,
  windowMinutes: 60,
};

beforeEach(async () => {
  asked = [];
  answerOf = answerIn;
  house = await openHouse({ diagnose, alarmAws, runbooks: [sampleRunbook] }, 'en', { settings: { alarms } });
});

afterEach(() => house.close());

const now = () => Date.now() - 60_000;
const fire = (change: Parameters<typeof alarmEvent>[0] = {}) =>
  house.bot.accept(alarmDelivery(alarmEvent({ changedAt: now(), ...change })));
const said = (part: string) => house.until(({ text }) => text.includes(part));
const topPosts = () => house.messages().filter(({ byBot, threadTs, onlyFor }) => byBot && !threadTs && !onlyFor);

describe('an alarm', () => {
  it('opens an incident, is told at once, is checked, and the message then tells the verdict', async () => {
    await fire();

    const root = await said('82 %');
    expect(root.text).toMatch(/^🚨 ALARM: shop-502\n/);
    expect(root.threadTs).toBeUndefined();
    expect(asked).toEqual([albArn]);
    const run = await house.until(({ text, threadTs }) => threadTs === root.ts && text.includes('82 %'));
    expect(run.text).toContain('shop-alb');
    expect(topPosts()).toHaveLength(1);
    expect(buttonsOf([root]).map(({ id }) => id)).toEqual(
      expect.arrayContaining(['mute', 'resolve', 'look-again', 'why']),
    );
  });
});
