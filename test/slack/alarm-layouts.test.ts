import { describe, expect, it } from '@jest/globals';
import { assertMessageBlocks } from '../../sandbox/slack/validate.ts';
import type { AlarmGroup, AlarmRow, AlarmTally, Mute } from '../../src/domain/alarm-rows.ts';
import type { CheckRun, Incident } from '../../src/domain/incident.ts';
import { type Lang, languages } from '../../src/domain/text.ts';
import { windowOf } from '../../src/domain/window.ts';
import { chartOf } from '../../src/flows/alarms/chart-of.ts';
import { type AlarmRoot, alarmRootParts } from '../../src/slack/blocks/alarm-root.ts';
import { compose } from '../../src/slack/blocks/compose.ts';
import { barOf } from '../../src/slack/blocks/incident-bar.ts';
import { saidParts } from '../../src/slack/blocks/said.ts';
import { alarmArn, alarmEvent, albArn } from '../support/alarm-event.ts';
import { answerIn, healthyIn } from './answers.ts';
import { asRead } from './as-read.ts';
import { sampleRunbook } from './sample-runbook.ts';

const at = Date.parse('2026-11-20T10:02:00Z');
const MINUTE = 60_000;

const row = (name: string, change: Partial<AlarmRow> = {}): AlarmRow => ({
  id: alarmArn(name),
  name,
  state: 'alarm',
  changedAt: at,
  event: alarmEvent({ name }),
  account: '111122223333',
  region: 'ap-northeast-1',
  channel: 'C1',
  incident: 'inc_1',
  target: albArn,
  targetBy: 'event',
  placement: 'placed',
  placedBy: null,
  note: null,
  series: null,
  updatedAt: at,
  ...change,
});

const group: AlarmGroup = {
  incident: 'inc_1',
  root: 'inc_1/alarm',
  channel: 'C1',
  account: '111122223333',
  region: 'ap-northeast-1',
  target: albArn,
  opener: alarmArn('shop-502'),
  firstAt: at,
  lastAt: at,
  candidates: [],
  remindAt: null,
  reminders: 0,
  okLines: 0,
  hasList: false,
};

const incident: Incident = {
  id: 'inc_1',
  title: 'shop-502',
  state: 'investigating',
  target: albArn,
  lang: 'en',
  channel: 'C1',
  thread: 'inc_1/alarm',
  openedBy: 'bot',
  openedAt: at + 2_000,
  updatedAt: at,
  firstRun: 'run_1',
  lastRun: null,
};

const run = (lang: Lang, change: Partial<CheckRun> = {}): CheckRun => ({
  id: 'run_1',
  state: 'done',
  query: albArn,
  window: windowOf(new Date(at - 3_600_000), new Date(at)),
  lang,
  requestedBy: 'bot',
  channel: 'C1',
  incident: 'inc_1',
  progress: [],
  answer: null,
  error: null,
  createdAt: at,
  updatedAt: at + 4_000,
  ...change,
});

const tally: AlarmTally = { alarms: 1, inAlarm: 1, ok: 0, noData: 0, firings: 1, unknown: 0, looking: 0 };
const mute: Mute = {
  id: 'mute_1',
  incident: 'inc_1',
  channel: 'C1',
  scope: 'target',
  subject: albArn,
  until: at + 60 * MINUTE,
  reason: 'load test until noon <!channel>',
  by: 'slack:T0SHOP/U0BEN',
  createdAt: at,
  endedAt: null,
};
const series = {
  namespace: 'AWS/ApplicationELB',
  metric: 'HTTPCode_ELB_502_Count',
  stat: 'Sum',
  span: { from: new Date(at - 60 * MINUTE).toISOString(), to: new Date(at + 2 * MINUTE).toISOString() },
  periodSeconds: 60,
  threshold: 10,
  comparison: 'GreaterThanThreshold',
  points: [
    { at: new Date(at - 30 * MINUTE).toISOString(), value: 1 },
    ...[3, 2, 1, 0].map((n) => ({ at: new Date(at - n * MINUTE).toISOString(), value: 44 - n })),
  ],
};
const candidates = ['pay-alb', 'shop-alb'].map((name) => ({
  name,
  arn: name,
  region: 'ap-northeast-1',
  profile: null,
}));
const asked = { id: 'alarm/why/denied', args: { action: 'ecs:DescribeServices' } };

function root(lang: Lang, change: Partial<AlarmRoot> = {}): readonly Parameters<typeof compose>[1][number][] {
  return alarmRootParts(lang, {
    group,
    tally,
    named: [row('shop-502')],
    opener: row('shop-502'),
    isFlapping: false,
    mutes: [],
    run: run(lang, { state: 'running' }),
    answer: undefined,
    remedy: { en: 'Lower the idle timeout.', ja: 'アイドルタイムアウトを短くします。' },
    chart: null,
    bar: barOf(lang, incident, 'bot', sampleRunbook, []),
    isReply: false,
    ...change,
  });
}

const hostile = '<!here> *bold* `rm -rf` & <https://evil.example|click> \u202Egnp.exe';
const unknown = { ...group, target: null };
const lost = row('shop-api-cpu', { target: null, placement: 'unknown', note: asked });

const layouts: Readonly<Record<string, (lang: Lang) => ReturnType<typeof root>>> = {
  'an alarm that is being looked at': (lang) => root(lang),
  'an alarm with its verdict and chart': (lang) =>
    root(lang, {
      answer: answerIn(lang),
      run: run(lang),
      chart: chartOf(lang, row('x', { series }), at, 'Asia/Tokyo'),
    }),
  'an alarm whose load balancer is healthy': (lang) => root(lang, { answer: healthyIn(lang), run: run(lang) }),
  'an alarm that is OK again': (lang) => {
    const back = row('shop-502', { state: 'ok', changedAt: at + 20 * MINUTE });
    const count = { ...tally, inAlarm: 0, ok: 1 };
    return root(lang, { tally: count, opener: back, named: [back], answer: answerIn(lang), run: run(lang) });
  },
  'an alarm without data': (lang) => {
    const dumb = row('shop-502', { state: 'insufficient-data', changedAt: at + 20 * MINUTE });
    return root(lang, { tally: { ...tally, inAlarm: 0, noData: 1 }, opener: dumb, named: [dumb] });
  },
  'an alarm that goes back and forth, muted': (lang) =>
    root(lang, { tally: { ...tally, firings: 14 }, isFlapping: true, mutes: [mute] }),
  'an alarm that nobody knows': (lang) =>
    root(lang, {
      group: { ...unknown, candidates },
      opener: lost,
      named: [lost],
      tally: { ...tally, unknown: 1 },
      run: undefined,
    }),
  'an alarm that nobody knows among many load balancers': (lang) =>
    root(lang, {
      group: { ...unknown, candidates: [...candidates, ...candidates, ...candidates] },
      opener: lost,
      named: [lost],
      tally: { ...tally, unknown: 1 },
      run: undefined,
    }),
  'an alarm whose load balancer is being looked up': (lang) =>
    root(lang, { group: unknown, tally: { ...tally, looking: 1 }, run: undefined }),
  'an alarm whose check failed': (lang) =>
    root(lang, {
      run: run(lang, {
        state: 'failed',
        error: JSON.stringify({
          code: 'denied',
          said: {
            id: 'aws/denied',
            args: {
              action: 'elasticloadbalancing:DescribeLoadBalancers',
              region: 'ap-northeast-1',
              profile: 'default',
              detail: 'x',
            },
          },
        }),
      }),
    }),
  'a storm': (lang) =>
    root(lang, {
      tally: { alarms: 500, inAlarm: 487, ok: 11, noData: 2, firings: 503, unknown: 12, looking: 0 },
      named: [
        row('shop-502'),
        row('shop-5xx'),
        row('api-cpu', { placement: 'unknown' }),
        row('web', { placement: 'due' }),
      ],
      answer: answerIn(lang),
      run: run(lang),
    }),
  'a hostile alarm': (lang) => {
    const event = alarmEvent({
      source: 'grafana',
      name: hostile,
      reason: hostile,
      description: '```\n@channel',
      link: 'https://grafana.example/a?b=1&c=<x>|y',
      labels: { severity: hostile },
    });
    const evil = row(hostile, { event });
    return root(lang, { opener: evil, named: [evil] });
  },
  'alarms in an incident that people opened': (lang) => root(lang, { isReply: true }),
  'a line for OK': (lang) =>
    saidParts(lang, {
      kind: 'said',
      messages: [
        { id: 'alarm/ok-line', args: { count: 1, name: 'shop-502', at: '2026-11-20T10:22:00.000Z' } },
        { id: 'alarm/ok-line', args: { count: 12, name: 'shop-502', at: '2026-11-20T10:22:00.000Z' } },
      ],
    }),
  reminders: (lang) =>
    saidParts(lang, {
      kind: 'said',
      messages: [
        { id: 'alarm/reminder', args: { name: 'shop-502', minutes: 30, count: 1, last: 'no' } },
        { id: 'alarm/reminder', args: { name: 'shop-502', minutes: 90, count: 12, last: 'yes' } },
      ],
    }),
  'an alarm that could not be handled': (lang) =>
    saidParts(lang, {
      kind: 'said',
      messages: [{ id: 'alarm/died', args: { name: 'shop-502', state: 'alarm', reference: 'job_1' } }],
    }),
};

describe.each(languages)('layouts of alarms in %s', (lang) => {
  it.each(Object.keys(layouts))('%s', (name) => {
    const message = compose(lang, layouts[name]?.(lang) ?? []);

    expect(() => assertMessageBlocks(message.blocks as never)).not.toThrow();
    expect(message.overflow).toBeNull();
    expect(`\n${asRead(message.blocks)}\n`).toMatchSnapshot();
  });

  it('count in the title those that are in its state, and quote the alarm that it names', () => {
    const event = (reason: string) => ({ ...row('x').event, reason });
    const gone = row('shop-old', { state: 'ok', event: event('no longer crossed') });
    const firing = row('shop-new', { event: event('crossed') });
    const four = { ...tally, alarms: 4, inAlarm: 2, ok: 2, noData: 0 };
    const { text } = compose(lang, root(lang, { tally: four, named: [firing, gone], opener: gone }));

    expect(text.split('\n')[0]).toMatch(lang === 'en' ? /shop-new and 1 more alarm$/ : /shop-new ほか1件$/);
    expect(text).not.toContain('no longer crossed');
  });

  it('link to no page whose name held a secret', () => {
    const { event } = row('shop-502');
    const shown = (name: string) => {
      const one = row('shop-502', { event: { ...event, name } });
      return compose(lang, root(lang, { named: [one], opener: one })).text;
    };

    expect(shown('shop-502')).toContain('console.aws.amazon.com');
    expect(shown('<redacted:secret:1>')).not.toContain('console.aws.amazon.com');
  });

  it('ask nobody and promise nothing any more once the incident is resolved', () => {
    const ok = { ...tally, alarms: 1, inAlarm: 0, ok: 1, looking: 0, unknown: 1 };
    const [open, resolved] = (['investigating', 'resolved'] as const).map((state) => {
      const bar = barOf(lang, { ...incident, target: '', state }, 'bot', sampleRunbook, []);
      return compose(lang, root(lang, { group: unknown, tally: ok, named: [lost], opener: lost, bar })).text;
    });
    const open1 = lang === 'en' ? 'The incident stays open' : 'インシデントは手動で';
    const which = lang === 'en' ? 'Which load balancer' : 'どのロードバランサー';

    for (const words of [open1, which]) {
      expect(open).toContain(words);
      expect(resolved).not.toContain(words);
    }
  });

  it('say in their text all that the blocks say, and the state in a word', () => {
    const { text } = compose(lang, root(lang, { answer: answerIn(lang), run: run(lang) }));

    expect(text).toContain(lang === 'en' ? '🚨 ALARM: shop-502\n' : '🚨 ALARM（発報中）: shop-502\n');
    expect(text).toContain('Threshold Crossed');
    expect(text).toContain('shop-alb');
  });
});
