import { describe, expect, it } from '@jest/globals';
import { assertView } from '../../sandbox/slack/validate.ts';
import type { CheckRun, Incident } from '../../src/domain/incident.ts';
import { type Lang, languages } from '../../src/domain/text.ts';
import { windowOf } from '../../src/domain/window.ts';
import { compose } from '../../src/slack/blocks/compose.ts';
import { type HomeIncident, type HomeState, homeParts } from '../../src/slack/blocks/home.ts';
import { answerIn } from './answers.ts';
import { asRead } from './as-read.ts';

const at = Date.parse('2026-11-20T10:15:00Z');
const settings = {
  timeZone: 'Asia/Tokyo',
  roads: ['sqs', 'webhook'],
  alarmChannel: 'C0ALARMS',
  connection: 'socket',
} as const;

const incident = (id: string, title: string): HomeIncident => {
  const row: Incident = {
    id,
    title,
    state: 'mitigating',
    target: 'shop-alb',
    lang: 'en',
    channel: 'C0INCIDENTS',
    thread: 'run_1/root',
    openedBy: 'slack:T0SHOP/U0BEN',
    openedAt: at,
    updatedAt: at,
    firstRun: null,
    lastRun: null,
  };
  return { incident: row, lead: 'slack:T0SHOP/U0AIKO', link: 'https://shop.slack.com/archives/C0INCIDENTS/p1' };
};

const run = (lang: Lang, change: Partial<CheckRun> = {}): CheckRun => ({
  id: 'run_1',
  state: 'done',
  query: 'shop-alb',
  window: windowOf(new Date(at - 3_600_000), new Date(at)),
  lang,
  requestedBy: 'slack:T0SHOP/U0BEN',
  channel: 'C0INCIDENTS',
  incident: null,
  progress: [],
  answer: JSON.stringify(answerIn(lang)),
  error: null,
  createdAt: at,
  updatedAt: at,
  ...change,
});

const homes: Readonly<Record<string, (lang: Lang) => HomeState>> = {
  'nothing yet': () => ({
    incidents: { shown: [], more: 0 },
    runs: [],
    settings: { timeZone: 'UTC', roads: [], alarmChannel: null, connection: 'http' },
  }),
  'an incident and two checks': (lang) => ({
    incidents: { shown: [incident('inc_1', 'shop-alb: <!here> *keep-alive*')], more: 3 },
    runs: [run(lang), run(lang, { state: 'running', answer: null, query: 'pay-alb', channel: null })],
    settings,
  }),
  'channels that are not known': () => ({ incidents: null, runs: null, settings }),
};

describe.each(languages)('the Home tab in %s', (lang) => {
  it.each(Object.keys(homes))('with %s', (name) => {
    const state = homes[name]?.(lang);
    if (state === undefined) throw new Error('no such state');
    const { blocks } = compose(lang, homeParts(lang, state));

    expect(() => assertView({ type: 'home', blocks } as never)).not.toThrow();
    expect(`\n${asRead(blocks)}\n`).toMatchSnapshot();
  });

  it('is taken by Slack with all that it can hold', () => {
    const shown = Array.from({ length: 10 }, (_, index) => incident(`inc_${index}`, `${'長い'.repeat(70)}<&>`));
    const runs = Array.from({ length: 5 }, () => run(lang, { query: '長'.repeat(512), answer: null, state: 'failed' }));
    const { blocks } = compose(lang, homeParts(lang, { incidents: { shown, more: 90 }, runs, settings }));

    expect(() => assertView({ type: 'home', blocks } as never)).not.toThrow();
    expect(JSON.stringify(blocks)).toContain('start-check');
  });
});
