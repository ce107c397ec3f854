import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AlarmEvent } from '../../../src/domain/alarm.ts';
import type { AlarmAws, PlacedAlarm } from '../../../src/domain/alarm-rows.ts';
import type { NewOutboxRow } from '../../../src/domain/delivery.ts';
import type { JobHandler, Jobs, NewJob, Store, Tx } from '../../../src/domain/ports.ts';
import { makeMuteEnds } from '../../../src/flows/alarms/mute-ends.ts';
import { makePlaceAlarms } from '../../../src/flows/alarms/place-alarms.ts';
import { makeRemindAlarms } from '../../../src/flows/alarms/remind.ts';
import type { AlarmRules } from '../../../src/flows/alarms/rules.ts';
import type { FlowDeps } from '../../../src/flows/deps.ts';
import { finishRun } from '../../../src/flows/finish-run.ts';
import { makeHandleDelivery } from '../../../src/flows/handle-delivery.ts';
import { openStore } from '../../../src/store/index.ts';
import { answerIn } from '../../slack/answers.ts';
import { alarmDelivery, albArn } from '../../support/alarm-event.ts';

export const CHANNEL = 'C0ALARMS';
const MINUTE = 60_000;

/** The flows on the real embedded store, with a clock that is told and jobs that run when they are asked to. */
export interface Desk {
  readonly deps: FlowDeps;
  readonly refused: AlarmEvent[];
  /** Everything that is to be said, as it was asked for. */
  readonly posts: readonly NewOutboxRow[];
  /** What AWS was asked: names of alarms, one entry a call. */
  readonly asked: (readonly string[])[];
  now: number;
  /** What AWS says of an alarm. */
  placed: (event: AlarmEvent) => Partial<PlacedAlarm>;
  /** Keeps a transition with its job, and runs nothing. */
  keep(event: AlarmEvent): Promise<void>;
  /** Runs the jobs that are due, until none is left. */
  work(): Promise<void>;
  /** Keep and work. */
  hear(...events: readonly AlarmEvent[]): Promise<void>;
  /** Goes on in time, job by job. */
  pass(minutes: number): Promise<void>;
  read<T>(work: (tx: Tx, store: Store) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export async function openDesk(rules: Partial<AlarmRules> = {}): Promise<Desk> {
  const dataDir = mkdtempSync(join(tmpdir(), 'alarm-desk-'));
  const opened = await openStore({ dataDir });
  const posts: NewOutboxRow[] = [];
  const put: Store['outbox']['put'] = async (tx, row, at) => {
    const isNew = await opened.outbox.put(tx, row, at);
    if (isNew) posts.push(row);
    return isNew;
  };
  const store: Store = { ...opened, outbox: { ...opened.outbox, put } };
  let waiting: (NewJob & { readonly id: string })[] = [];
  let ids = 0;
  const jobs: Pick<Jobs, 'enqueue'> = {
    async enqueue(_tx, job) {
      if (waiting.some(({ dedupeKey }) => dedupeKey !== undefined && dedupeKey === job.dedupeKey)) return;
      ids += 1;
      waiting.push({ ...job, id: `job_${ids}` });
    },
  };
  const refused: AlarmEvent[] = [];
  const asked: (readonly string[])[] = [];
  const desk = { now: Date.parse('2026-11-20T10:03:00Z'), placed: (_event: AlarmEvent): Partial<PlacedAlarm> => ({}) };
  const deps: FlowDeps = {
    store,
    jobs: jobs as Jobs,
    clock: { now: () => new Date(desk.now) },
    newId: (prefix) => {
      ids += 1;
      return `${prefix}_${String(ids).padStart(6, '0')}`;
    },
    langOf: () => 'en',
    runbooks: [],
    alarms: {
      channel: CHANNEL,
      rules: [],
      remindMs: 30 * MINUTE,
      windowMs: 60 * MINUTE,
      onRefused: (event) => refused.push(event),
      ...rules,
    },
    wakeOutbox: () => undefined,
  };
  const alarmAws: AlarmAws = {
    async placeAlarms(events) {
      asked.push(events.map(({ name }) => name));
      return events.map((event) => ({
        alarm: event.alarm,
        target: albArn,
        note: null,
        candidates: [],
        ...desk.placed(event),
      }));
    },
    alarmSeries: async () => undefined,
  };
  const check: JobHandler =
    async ({ data }) =>
    async (tx) => {
      const run = await store.runs.get(tx, String(data.run));
      if (run === undefined) throw new Error('no run');
      const { run: own, ...answer } = answerIn('en');
      await finishRun(deps, tx, run, { ...answer, run: { ...own, id: run.id } });
    };
  const handlers: Readonly<Record<string, JobHandler>> = {
    'handle-delivery': makeHandleDelivery(deps),
    'run-check': check,
    'place-alarms': makePlaceAlarms({ ...deps, alarmAws }),
    'remind-alarms': makeRemindAlarms(deps),
    'mute-ends': makeMuteEnds(deps),
  };
  const runOne = async (job: NewJob & { readonly id: string }) => {
    const signal = new AbortController().signal;
    const complete = await handlers[job.name]?.({ id: job.id, attempt: 1, data: job.data, signal });
    if (complete !== undefined) await store.transaction(complete);
  };
  const work = async () => {
    for (;;) {
      const next = waiting.find(({ dueAt = 0 }) => dueAt <= desk.now);
      if (next === undefined) return;
      waiting = waiting.filter((job) => job !== next);
      await runOne(next);
    }
  };
  const keep = (event: AlarmEvent) =>
    store.transaction(async (tx) => {
      const delivery = alarmDelivery(event);
      if (!(await store.inbox.accept(tx, { ...delivery, receivedAt: desk.now }))) return;
      await deps.jobs.enqueue(tx, { name: 'handle-delivery', dedupeKey: delivery.id, data: { id: delivery.id } });
    });
  return Object.assign(desk, {
    deps,
    refused,
    posts,
    asked,
    keep,
    work,
    async hear(...events: readonly AlarmEvent[]) {
      for (const event of events) {
        await keep(event);
        await work();
      }
    },
    async pass(minutes: number) {
      const until = desk.now + minutes * MINUTE;
      for (;;) {
        const next = Math.min(...waiting.map(({ dueAt = 0 }) => Math.max(dueAt, desk.now)));
        if (next > until) break;
        desk.now = next;
        await work();
      }
      desk.now = until;
    },
    read: <T>(reading: (tx: Tx, store: Store) => Promise<T>) => store.transaction((tx) => reading(tx, store)),
    async close() {
      await store.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  });
}

/** The incidents, oldest first. */
export function incidentsOf(desk: Desk) {
  return desk.read(async (tx, store) => (await store.incidents.list(tx, { limit: 50 })).toReversed());
}

/** Types of an incident's timeline. */
export function timelineOf(desk: Desk, incident: string) {
  return desk.read((tx, store) => store.timeline.read(tx, incident));
}
