import { describe, expect, it } from '@jest/globals';
import { assertMessageBlocks } from '../../sandbox/slack/validate.ts';
import type { Card, CheckRun, Incident } from '../../src/domain/incident.ts';
import { type Lang, languages } from '../../src/domain/text.ts';
import { windowOf } from '../../src/domain/window.ts';
import { partsOf } from '../../src/flows/thread-parts.ts';
import { compose } from '../../src/slack/blocks/compose.ts';
import { helpParts } from '../../src/slack/blocks/help.ts';
import { barOf } from '../../src/slack/blocks/incident-bar.ts';
import { incidentRootParts, timelineParts } from '../../src/slack/blocks/incident-list.ts';
import type { Part } from '../../src/slack/blocks/parts.ts';
import { runLayerParts } from '../../src/slack/blocks/run-layer.ts';
import { runRootParts } from '../../src/slack/blocks/run-root.ts';
import { saidParts } from '../../src/slack/blocks/said.ts';
import { stepCardParts } from '../../src/slack/blocks/step-card.ts';
import { privately } from '../../src/slack/render.ts';
import { answerIn, healthyIn } from './answers.ts';
import { asRead } from './as-read.ts';
import { sampleRunbook } from './sample-runbook.ts';

const at = Date.parse('2026-11-20T10:15:00Z');
const ben = 'slack:T0SHOP/U0BEN';

function runIn(lang: Lang, change: Partial<CheckRun> = {}): CheckRun {
  return {
    id: 'run_1',
    state: 'done',
    query: 'shop-alb',
    window: windowOf(new Date(at - 3_600_000), new Date(at)),
    lang,
    requestedBy: ben,
    channel: 'C0INCIDENTS',
    incident: null,
    progress: [],
    answer: JSON.stringify(answerIn(lang)),
    error: null,
    createdAt: at,
    updatedAt: at + 4_000,
    ...change,
  };
}

const incident: Incident = {
  id: 'inc_1',
  title: 'shop-alb: 502',
  state: 'investigating',
  target: 'shop-alb',
  lang: 'en',
  channel: 'C0INCIDENTS',
  thread: 'run_1/root',
  openedBy: ben,
  openedAt: at,
  updatedAt: at,
  firstRun: 'run_1',
  lastRun: 'run_1',
};

const card: Card = {
  id: 'card_1',
  runbookRun: 'rb_1',
  incident: 'inc_1',
  step: 'scope',
  state: 'open',
  run: null,
  dueAt: null,
  limitAt: null,
  outcome: null,
  reason: null,
  closedBy: null,
  openedAt: at,
  closedAt: null,
};

const closed = { state: 'closed' as const, closedBy: ben, closedAt: at + 60_000 };
const alone = {
  incident: null,
  within: null,
  latest: null,
  remedy: { en: 'Lower the idle timeout.', ja: 'アイドルタイムアウトを短くします。' },
  runbooks: ['sample'],
};
const root = (lang: Lang, change: Partial<CheckRun> = {}) => runRootParts(lang, { run: runIn(lang, change), ...alone });
const cardParts = (lang: Lang, change: Partial<Card>, run?: CheckRun) =>
  stepCardParts(lang, { card: { ...card, ...change }, runbook: sampleRunbook, run, answer: answerIn(lang) });
const barIn = (lang: Lang, change: Partial<Incident> = {}) =>
  barOf(lang, { ...incident, ...change }, 'slack:T0SHOP/U0AIKO', sampleRunbook, [{ ...sampleRunbook, id: 'other' }]);

const layouts: Readonly<Record<string, (lang: Lang) => readonly Part[]>> = {
  'a check that waits': (lang) => root(lang, { state: 'waiting', answer: null }),
  'a check that looks': (lang) =>
    root(lang, {
      state: 'running',
      answer: null,
      progress: [
        { collector: 'listeners', state: 'done' },
        { collector: 'accessLog', state: 'running' },
        { collector: 'ecs-tasks', state: 'failed' },
      ],
    }),
  'a verdict': (lang) => root(lang),
  'a verdict for one person only': (lang) => privately(lang, root(lang)),
  'a healthy verdict': (lang) => root(lang, { answer: JSON.stringify(healthyIn(lang)) }),
  'an unclear verdict': (lang) => root(lang, { answer: JSON.stringify(answerIn(lang, { verdict: 'unclear' })) }),
  'a verdict with its incident': (lang) =>
    runRootParts(lang, {
      run: runIn(lang),
      ...alone,
      incident: barIn(lang),
      latest: { answer: healthyIn(lang), at: at + 1_800_000 },
    }),
  'a verdict with its incident resolved': (lang) =>
    runRootParts(lang, { ...alone, run: runIn(lang), incident: barIn(lang, { state: 'resolved' }) }),
  'a second look within an incident': (lang) =>
    runRootParts(lang, {
      run: runIn(lang, { answer: JSON.stringify(healthyIn(lang)), incident: 'inc_1' }),
      ...alone,
      within: incident,
    }),
  'a failed check': (lang) =>
    root(lang, {
      state: 'failed',
      answer: null,
      error: JSON.stringify({ code: 'bug', said: { id: 'error/bug', args: { reference: 'job_1' } } }),
    }),
  'several names to choose from': (lang) =>
    root(lang, {
      state: 'failed',
      answer: null,
      error: JSON.stringify({
        code: 'target-ambiguous',
        said: {
          id: 'verdict/target-ambiguous',
          args: {
            query: 'shop',
            candidates: 'shop-alb, shop-alb-2',
            choices:
              'arn:aws:elasticloadbalancing:ap-northeast-1:1:loadbalancer/app/shop-alb/5\narn:aws:elasticloadbalancing:us-east-1:1:loadbalancer/app/shop-alb-2/6',
          },
        },
      }),
    }),
  ...Object.fromEntries(
    partsOf(answerIn('en')).map((part) => [
      `evidence: ${part}`,
      (lang: Lang) => runLayerParts(lang, answerIn(lang), part, new Map()),
    ]),
  ),
  'an incident opened by hand': (lang) => incidentRootParts(lang, barIn(lang, { firstRun: null, lastRun: null })),
  'the timeline of an incident': (lang) =>
    timelineParts(
      lang,
      { incident, lead: ben },
      [{ id: 'e1', incident: 'inc_1', seq: 1, at, by: ben, type: 'opened', body: {}, previousHash: '', hash: '' }],
      ({ type }) => type,
    ),
  help: (lang) =>
    helpParts(lang, [runIn(lang), runIn(lang, { state: 'running', answer: null })], [{ incident, lead: ben }]),
  'a step that asks': (lang) => cardParts(lang, {}),
  'a step that asks, answered': (lang) => cardParts(lang, { ...closed, outcome: 'all' }),
  'a step that asks, skipped': (lang) => cardParts(lang, { ...closed, outcome: 'skipped', reason: 'known <!here>' }),
  'a step that looks': (lang) => cardParts(lang, { step: 'look', state: 'waiting' }),
  'a step that could not look': (lang) =>
    cardParts(
      lang,
      { step: 'look', run: 'run_2' },
      runIn(lang, {
        state: 'failed',
        answer: null,
        error: JSON.stringify({ code: 'usage', said: { id: 'slack/bad-span' } }),
      }),
    ),
  'a step that looked and could not tell': (lang) =>
    cardParts(lang, { step: 'look', ...closed, outcome: 'otherwise=unknown' }),
  'a step that looked': (lang) => cardParts(lang, { step: 'look', ...closed, outcome: 'sample/log=seen' }),
  'a step that describes a command': (lang) => cardParts(lang, { step: 'mend' }),
  'a step whose command was run': (lang) => cardParts(lang, { step: 'mend', ...closed, outcome: 'done' }),
  'a step that waits': (lang) =>
    cardParts(lang, { step: 'watch', state: 'waiting', dueAt: at + 60_000, limitAt: at + 600_000 }),
  'a step that waited': (lang) => cardParts(lang, { step: 'watch', ...closed, outcome: 'then' }),
  'a step that waited in vain': (lang) => cardParts(lang, { step: 'watch', ...closed, outcome: 'late' }),
  'a step that tells': (lang) => cardParts(lang, { step: 'note' }),
  'a step that tells, done': (lang) => cardParts(lang, { step: 'note', ...closed, outcome: 'done' }),
  'a card of an older runbook': (lang) =>
    stepCardParts(lang, { card, runbook: undefined, run: undefined, answer: undefined }),
  'the end of a runbook': (lang) =>
    saidParts(lang, { kind: 'said', messages: [{ id: 'incident/runbook-resolved' }], buttons: [] }),
  'an escalation': (lang) => saidParts(lang, { kind: 'said', messages: [{ id: 'incident/runbook-escalate' }] }),
  'a resolution': (lang) =>
    saidParts(lang, { kind: 'said', messages: [{ id: 'incident/resolved-note', args: { by: ben, minutes: 42 } }] }),
  'action items that lack something': (lang) =>
    saidParts(lang, {
      kind: 'said',
      messages: [
        { id: 'incident/action-items-lack', args: { count: 1 } },
        { id: 'incident/action-item-lacks', args: { text: 'Pin <both> timeouts', owner: 'none', due: '2026-12-01' } },
      ],
    }),
  'a new action item': (lang) =>
    saidParts(lang, {
      kind: 'said',
      messages: [{ id: 'incident/action-item-added', args: { by: ben, text: 'Pin it', owner: ben, due: 'none' } }],
    }),
  'an unknown command': (lang) =>
    saidParts(lang, {
      kind: 'said',
      messages: [
        { id: 'slack/unknown-command', args: { typed: 'chekc x', suggestion: 'check x' } },
        { id: 'slack/unknown-command', args: { typed: '{weird} <!here>', suggestion: 'none' } },
      ],
    }),
};

/** Whatever ends an incident asks first. */
function resolving(blocks: ReturnType<typeof compose>['blocks']) {
  const pressable = blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []));
  return pressable.filter(({ action_id: id }) => id === 'resolve');
}

describe.each(languages)('layouts in %s', (lang) => {
  it.each(Object.keys(layouts))('%s', (name) => {
    const parts = layouts[name]?.(lang) ?? [];
    const message = compose(lang, parts);

    expect(() => assertMessageBlocks(message.blocks as never)).not.toThrow();
    expect(message.overflow).toBeNull();
    for (const button of resolving(message.blocks)) expect(button).toHaveProperty('confirm.text');
    expect(`\n${asRead(message.blocks)}\n`).toMatchSnapshot();
  });
});
