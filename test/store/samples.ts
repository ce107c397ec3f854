import type { NewOutboxRow } from '../../src/domain/delivery.ts';
import type { ActionItem, Card, CheckRun, Incident, NewTimelineEvent, RunbookRun } from '../../src/domain/incident.ts';
import { windowOf } from '../../src/domain/window.ts';

export const T0 = Date.parse('2026-11-23T10:00:00Z');

export const aRun = (more: Partial<CheckRun> = {}): CheckRun => ({
  id: 'run_1',
  state: 'waiting',
  query: 'shop-alb',
  window: windowOf(new Date(T0 - 3_600_000), new Date(T0)),
  lang: 'ja',
  requestedBy: 'slack:T1/U1',
  channel: 'C1',
  incident: null,
  progress: [{ collector: 'metrics', state: 'running', note: '2 pages' }],
  answer: null,
  error: null,
  createdAt: T0,
  updatedAt: T0,
  ...more,
});

export const anIncident = (more: Partial<Incident> = {}): Incident => ({
  id: 'inc_1',
  title: 'shop-alb の 502',
  state: 'investigating',
  target: 'shop-alb',
  lang: 'ja',
  channel: 'C1',
  thread: 'run_1/root',
  openedBy: 'slack:T1/U1',
  openedAt: T0,
  updatedAt: T0,
  firstRun: 'run_1',
  lastRun: null,
  ...more,
});

export const anEvent = (more: Partial<NewTimelineEvent> = {}): NewTimelineEvent => ({
  id: 'event_1',
  incident: 'inc_1',
  at: T0,
  by: 'slack:T1/U1',
  type: 'note',
  body: { text: 'これは "note" です', deep: { b: [1, null, true], a: 0.1 } },
  ...more,
});

export const aRunbookRun = (more: Partial<RunbookRun> = {}): RunbookRun => ({
  id: 'rb_1',
  incident: 'inc_1',
  runbook: 'triage',
  version: 3,
  state: 'going',
  startedBy: 'slack:T1/U1',
  startedAt: T0,
  ...more,
});

export const aCard = (more: Partial<Card> = {}): Card => ({
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
  openedAt: T0,
  closedAt: null,
  ...more,
});

export const anActionItem = (more: Partial<ActionItem> = {}): ActionItem => ({
  id: 'item_1',
  incident: 'inc_1',
  text: 'Raise the keep-alive timeout',
  type: 'prevent',
  owner: null,
  due: '2026-12-01',
  createdBy: 'slack:T1/U1',
  createdAt: T0,
  ...more,
});

export const aMessage = (more: Partial<NewOutboxRow> = {}): NewOutboxRow => ({
  key: 'run_1/root',
  op: 'message',
  channel: 'C1',
  thread: null,
  user: null,
  responseUrl: null,
  view: { kind: 'run-root', run: 'run_1' },
  lang: 'ja',
  priority: 1,
  ...more,
});
