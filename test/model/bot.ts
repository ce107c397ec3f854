import { on502 } from '../../src/commands/502.ts';
import { type AlarmEvent, transitionId } from '../../src/domain/alarm.ts';
import type { AlarmAws } from '../../src/domain/alarm-rows.ts';
import type { EmbeddedStore } from '../../src/domain/job-rows.ts';
import type { Clock } from '../../src/domain/ports.ts';
import { type Accept, type AcceptDeps, makeAccept } from '../../src/flows/accept-delivery.ts';
import { makePlaceAlarms, makePlaceDied } from '../../src/flows/alarms/place-alarms.ts';
import type { FlowDeps } from '../../src/flows/deps.ts';
import type { Diagnose } from '../../src/flows/diagnose.ts';
import { makeDeliveryDied, makeHandleDelivery } from '../../src/flows/handle-delivery.ts';
import { makeRunCheck, makeRunDied } from '../../src/flows/run-check.ts';
import { eventSentence } from '../../src/reports/index.ts';
import { makeChartMemory } from '../../src/slack/chart-fallback.ts';
import { makeFileOf } from '../../src/slack/files.ts';
import { onAction } from '../../src/slack/listeners.ts';
import { type Messenger, makeMessenger } from '../../src/slack/messenger.ts';
import { makeOutboxWorker } from '../../src/slack/outbox-worker.ts';
import { makeRender } from '../../src/slack/render.ts';
import { answerIn } from '../slack/answers.ts';
import { sampleRunbook } from '../slack/sample-runbook.ts';
import { type JobLeases, makeModelJobs } from './jobs.ts';
import type { ModelSlack } from './slack.ts';
import type { End, World } from './world.ts';

/** What a mutation puts in the place of a part. */
export interface Mutation {
  readonly store?: (store: EmbeddedStore) => EmbeddedStore;
  readonly messenger?: (messenger: Messenger) => Messenger;
  readonly accept?: (deps: AcceptDeps, real: Accept) => Accept;
}

export interface BotDeps {
  readonly world: World;
  readonly slack: ModelSlack;
  readonly store: EmbeddedStore;
  readonly jobLeases: JobLeases;
  readonly newId: (prefix: string) => string;
  readonly mutation: Mutation;
}

/** Something a person does, as Slack tells it. */
export type Act =
  | { readonly kind: 'command'; readonly text: string; readonly user: string }
  | { readonly kind: 'press'; readonly action: string; readonly value: string; readonly user: string }
  | { readonly kind: 'alarm'; readonly event: AlarmEvent; readonly user: string };

/** The id that the bot gives to what was brought. */
export function deliveryOf(act: Act, trigger: string): string {
  if (act.kind === 'alarm') return transitionId(act.event);
  return `${act.kind === 'command' ? 'command' : 'action'}/${trigger}`;
}

/** How it is brought: `retryNum` as Slack's header says it, `ack` with what the person is told instead. */
export interface Brought {
  readonly trigger: string;
  readonly retryNum: number | undefined;
  ack(answer?: object): Promise<void>;
}

export interface Bot {
  /** Rejects, or never ends, when it could not be kept. */
  hear(act: Act, brought: Brought): Promise<void>;
  readonly told: readonly string[];
}

export const CHANNEL = 'C0MODEL';
/** Fewer looks at nothing than in real life: most of a history is waiting. */
const IDLE_MS = 4_000;

/** One process of the real bot: flows, listeners, outbox worker and messenger as they are, between ports of the model. */
export function makeBot({ world, slack, store: plainStore, jobLeases, newId, mutation }: BotDeps): Bot {
  const clock: Clock = { now: () => new Date(world.now()) };
  const told: string[] = [];
  const log = {
    info: () => {},
    warn: () => {},
    error: (object: object, message: string) => told.push(`${message} ${wordOf(object)}`),
  };
  const real = mutation.store?.(plainStore) ?? plainStore;
  const outage: Outage = { until: 0 };
  const port = (name: string) => overPorts(world, real, name, outage);
  const store = port('flow');
  const jobs = makeModelJobs(port('job'), jobLeases, clock, (err) => log.error({ err }, 'job'));
  let wakeOutbox = () => {};
  const flows: FlowDeps = {
    store,
    jobs,
    clock,
    newId,
    langOf: () => 'en',
    runbooks: [sampleRunbook],
    alarms: { channel: CHANNEL, rules: [], remindMs: 0, windowMs: 3_600_000, onRefused: () => {} },
    wakeOutbox: () => wakeOutbox(),
  };
  const diagnose: Diagnose = ({ runId = '' }) =>
    world.call({
      name: 'diagnose',
      tookMs: 3_000,
      effect: () => {
        const { run, ...answer } = answerIn('en');
        return { answer: { ...answer, run: { ...run, id: runId } }, bundle: {} as never, digest: 'sha256:0' };
      },
      faults: {},
    });
  jobs.register('handle-delivery', makeHandleDelivery(flows), { attempts: 3, onDead: makeDeliveryDied(flows) });
  jobs.register('run-check', makeRunCheck({ ...flows, diagnose }), { attempts: 3, onDead: makeRunDied(flows) });

  const asked = <T>(name: string, answer: T) => world.call<T>({ name, tookMs: 800, effect: () => answer, faults: {} });
  const alarmAws: AlarmAws = {
    placeAlarms: (events) =>
      asked(
        'placeAlarms',
        events.map(({ alarm }) => ({ alarm, ...unknownTarget })),
      ),
    alarmSeries: () => asked('alarmSeries', undefined),
  };
  jobs.register('place-alarms', makePlaceAlarms({ ...flows, alarmAws }), { attempts: 3, onDead: makePlaceDied(flows) });

  const plain = makeMessenger({ client: slack.client, nowMs: world.now, fetch: slack.send });
  const messenger = mutation.messenger?.(plain) ?? plain;
  const render = makeRender({
    store: port('render'),
    bundles: { load: () => Promise.reject(new Error('no bundles here')) },
    runbooks: flows.runbooks,
    permalink: messenger.permalink,
    eventSentence,
  });
  const reportText = async (incident: string, format: string) => `${format} of ${incident}`;
  const fileOf = makeFileOf({
    store: port('render'),
    render,
    reportText,
    drawChart: async () => new Uint8Array(1) as never,
  });
  const sending = { store: port('outbox'), messenger, render, fileOf, charts: makeChartMemory(clock), log, clock };
  const worker = makeOutboxWorker(sending, { idleMs: IDLE_MS });
  wakeOutbox = worker.wake;

  const acceptDeps: AcceptDeps = { store: port('accept'), jobs, clock };
  const realAccept = makeAccept(acceptDeps);
  const accept = mutation.accept?.(acceptDeps, realAccept) ?? realAccept;
  const command = on502({ accept, now: clock.now, langOf: flows.langOf, onNotKept: () => {} });
  const action = onAction({ accept, openForm: async () => {}, langOf: flows.langOf, log });
  jobs.begin();
  worker.start();
  /** As the roads of the alarms do: kept, and only then answered. */
  async function alarm(event: AlarmEvent, { ack }: Brought): Promise<void> {
    await accept({ id: transitionId(event), kind: 'alarm', body: { ...event } });
    await ack();
  }

  return {
    told,
    hear(act, brought) {
      if (act.kind === 'alarm') return alarm(act.event, brought);
      return act.kind === 'command' ? command(typed(act, brought)) : action(pressed(act, brought));
    },
  };
}

const unknownTarget = { target: null, note: { id: 'alarm/no-target' }, candidates: [] } as const;

const wordOf = (object: object) => ('err' in object ? String((object.err as Error).stack) : JSON.stringify(object));

function typed({ text, user }: Extract<Act, { kind: 'command' }>, { trigger, retryNum, ack }: Brought) {
  const where = { channel_id: CHANNEL, user_id: user, team_id: 'T0', trigger_id: trigger };
  const command = { ...where, text, response_url: 'https://slack.example/response' };
  return { ack, command, context: { retryNum } };
}

function pressed({ action, value, user }: Extract<Act, { kind: 'press' }>, { trigger, retryNum, ack }: Brought) {
  const body = { user: { id: user, team_id: 'T0' }, channel: { id: CHANNEL }, trigger_id: trigger };
  return { ack: () => ack(), body, action: { action_id: action, value }, context: { retryNum } };
}

/** The database is away for the whole of a process. */
interface Outage {
  until: number;
}

/** Each transaction is one call of a port: it commits whole or not at all, and its answer may be lost. */
function overPorts(world: World, store: EmbeddedStore, name: string, outage: Outage): EmbeddedStore {
  const gone = () => new Error('the database is gone');
  return {
    ...store,
    transaction: <T>(work: Parameters<typeof store.transaction<T>>[0]) =>
      world.call<T>({
        name,
        tookMs: 4,
        effect: () => {
          if (world.now() < outage.until) throw gone();
          return store.transaction(work);
        },
        faults: {
          'database gone for 5 s': ({ reject }: End<T>) => {
            outage.until = world.now() + 5_000;
            reject(gone());
          },
          'committed, answer lost': async ({ effect, reject }: End<T>) => {
            await effect().catch(() => undefined);
            reject(gone());
          },
        },
      }),
  };
}
