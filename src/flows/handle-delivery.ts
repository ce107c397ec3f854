import type { AlarmEvent } from '../domain/alarm.ts';
import type { Delivery } from '../domain/delivery.ts';
import { ResponderError } from '../domain/errors.ts';
import type { IncidentState } from '../domain/incident.ts';
import type { JobHandler, Tx } from '../domain/ports.ts';
import { addActionItem } from './add-action-item.ts';
import { postList } from './alarms/after-turns.ts';
import { alarmDied } from './alarms/alarm-died.ts';
import { chooseAlarmTarget, chooseCandidate, openQuestion } from './alarms/choose-target.ts';
import { muteAlarms, unmuteAlarms } from './alarms/mute.ts';
import { makeTakeAlarms, onAlarms } from './alarms/on-alarm.ts';
import { changeState, incidentById, incidentStates } from './change-incident.ts';
import { checkAgain, lookAgain, runOf } from './check-again.ts';
import type { ActionBody, Asked, CommandBody, EventBody, ShortcutBody, ViewBody } from './deliveries.ts';
import type { FlowDeps } from './deps.ts';
import { pressDoctor, startDoctor } from './doctor/run-doctor.ts';
import { exportReport } from './export-report.ts';
import { handOver } from './hand-over.ts';
import { showHome } from './home.ts';
import { keyOf } from './keys.ts';
import { openByCommand, openFromRun } from './open-incident.ts';
import { lookNow, openCard, pressStep } from './press-step.ts';
import { sayTo, showTo } from './say-to.ts';
import { checkByForm, diagnoseMessage } from './shortcuts.ts';
import { startCheck, windowOfSpan } from './start-check.ts';
import { startRunbook } from './start-runbook.ts';
import { resolveByCommand } from './which-incident.ts';

/** The job behind everything that people type or press. What it writes commits with the job. */
export function makeHandleDelivery(deps: FlowDeps): JobHandler {
  const takeAlarms = makeTakeAlarms(deps);
  return async ({ data, attempt }) => {
    const id = String(data.id);
    if (id.startsWith('alarm/')) {
      await takeAlarms(id, attempt > 1);
      return async () => {};
    }
    return async (tx) => {
      const delivery = await deps.store.inbox.get(tx, id);
      if (delivery?.kind === 'alarm') await onAlarms(deps, tx, [{ id, event: alarmOf(delivery) }]);
      else if (delivery !== undefined) await forPerson(deps, tx, delivery);
    };
  };
}

/** Somebody waits for an answer, also when there is none but a reason. */
async function forPerson(deps: FlowDeps, tx: Tx, delivery: Delivery): Promise<void> {
  try {
    await route(deps, tx, delivery);
  } catch (error) {
    // Flows reject before their first write, so nothing half-done is committed with the sentence.
    if (!(error instanceof ResponderError)) throw error;
    await sayTo(deps, tx, delivery.id, askedOf(delivery), error.said, await threadOfPress(deps, tx, delivery));
  }
}

/** For a delivery whose job has died: the person who waits gets a reference. */
export function makeDeliveryDied(deps: FlowDeps) {
  return async (tx: Tx, job: { readonly id: string; readonly data: Readonly<Record<string, unknown>> }) => {
    const delivery = await deps.store.inbox.get(tx, String(job.data.id));
    if (delivery === undefined) return;
    if (delivery.kind === 'alarm') return alarmDied(deps, tx, delivery.id, alarmOf(delivery), job.id);
    await sayTo(deps, tx, delivery.id, askedOf(delivery), { id: 'error/bug', args: { reference: job.id } });
  };
}

/** A person who pressed a card looks at its thread: that is where the answer belongs. */
async function threadOfPress(deps: FlowDeps, tx: Tx, { body }: Delivery): Promise<string | null> {
  const of = body.value ?? body.about;
  return typeof of === 'string' ? ((await deps.store.outbox.get(tx, of))?.thread ?? null) : null;
}

// The bodies are what our own listeners wrote, so their shape is known.
const askedOf = ({ body }: Delivery) => body as unknown as Asked;
const alarmOf = ({ body }: Delivery) => body as unknown as AlarmEvent;

function route(deps: FlowDeps, tx: Tx, delivery: Delivery): Promise<unknown> {
  switch (delivery.kind) {
    case 'command':
      return onCommand(deps, tx, delivery.id, delivery.body as unknown as CommandBody);
    case 'action':
      return onAction(deps, tx, delivery.id, delivery.body as unknown as ActionBody);
    case 'view':
      return onView(deps, tx, delivery.id, delivery.body as unknown as ViewBody);
    case 'shortcut':
      return diagnoseMessage(deps, tx, delivery.id, delivery.body as unknown as ShortcutBody);
    case 'event':
      return showHome(deps, tx, delivery.body as unknown as EventBody);
    case 'alarm':
      throw new Error(`nobody handles a delivery of kind ${delivery.kind}`);
  }
}

async function onCommand(deps: FlowDeps, tx: Tx, id: string, body: CommandBody): Promise<unknown> {
  const { command } = body;
  switch (command.name) {
    case 'check': {
      const window = windowOfSpan(command.span, deps.clock.now());
      return startCheck(deps, tx, id, body, { query: command.query, window });
    }
    case 'check-what':
      return sayTo(deps, tx, id, body, { id: 'slack/check-what' });
    case 'check-when': {
      const { query, typed } = command;
      return sayTo(deps, tx, id, body, { id: 'slack/check-when', args: { query, typed } });
    }
    case 'help':
      return showTo(deps, tx, id, body, { kind: 'help', channel: body.channel });
    case 'doctor':
      return startDoctor(deps, tx, body, command.target);
    case 'explain':
      return showTo(deps, tx, id, body, { kind: 'explanation', about: command.about });
    case 'incident-open':
      return openByCommand(deps, tx, id, body, command.title);
    case 'incident-status':
      return showTo(deps, tx, id, body, { kind: 'incident-list', channel: body.channel });
    case 'incident-resolve':
      return resolveByCommand(deps, tx, id, body, command.incident);
    case 'report':
      return exportReport(deps, tx, id, body, command.incident);
    case 'unknown': {
      const { typed, suggestion } = command;
      const said = { id: 'slack/unknown-command', args: { typed, suggestion: suggestion ?? 'none' } };
      return sayTo(deps, tx, id, body, said);
    }
  }
}

type OnAction = (deps: FlowDeps, tx: Tx, id: string, body: ActionBody, detail: string) => Promise<unknown>;

/** What each button does. A button's action is `name` or `name/detail`; what it acts on is its value. */
const onActions: Readonly<Record<string, OnAction>> = {
  'open-incident': (deps, tx, id, body) => openFromRun(deps, tx, id, body, body.value),
  'check-again': (deps, tx, id, body) => checkAgain(deps, tx, id, body, body.value),
  'look-again': async (deps, tx, id, body) => lookAgain(deps, tx, id, body, await incidentById(deps, tx, body.value)),
  why: async (deps, tx, id, body) => {
    const view = { kind: 'explanation', about: body.value } as const;
    // Beside the message that was pressed: in the channel, or in the thread where a second look lies.
    const root = await deps.store.outbox.get(tx, keyOf.runRoot(body.value));
    return showTo(deps, tx, id, body, view, root?.thread ?? null);
  },
  'choose-target': (deps, tx, id, body) => chooseTarget(deps, tx, id, body),
  'start-runbook': (deps, tx, id, body) => startRunbook(deps, tx, id, body, body.value),
  'pick-runbook': (deps, tx, id, body) => startRunbook(deps, tx, id, body, body.value),
  state: (deps, tx, id, body, detail) => changeState(deps, tx, id, body, body.value, stateOf(detail)),
  resolve: (deps, tx, id, body) => changeState(deps, tx, id, body, body.value, 'resolved'),
  reopen: (deps, tx, id, body) => changeState(deps, tx, id, body, body.value, 'investigating'),
  report: (deps, tx, id, body) => exportReport(deps, tx, id, body, body.value),
  'step-done': (deps, tx, id, body) => pressStep(deps, tx, id, body, body.value, { kind: 'done' }),
  'step-answer': (deps, tx, id, body, detail) =>
    pressStep(deps, tx, id, body, body.value, { kind: 'answer', id: detail }),
  // Buttons that open a form come here only when the form could not be opened: for the reason why.
  'step-skip': async (deps, tx, _id, body) => noForm(await openCard(deps, tx, body.value)),
  'hand-over': async (deps, tx, _id, body) => noForm(await incidentById(deps, tx, body.value)),
  'add-action-item': async (deps, tx, _id, body) => noForm(await incidentById(deps, tx, body.value)),
  'doctor-press': (deps, tx, _id, body) => pressDoctor(deps, tx, body),
  // A press of the doctor's own, to see whether one comes through.
  'doctor-ping': (deps, tx, _id, body) => deps.store.doctor.heard(tx, body.value, deps.clock.now().getTime()),
  'start-check': async (_deps, _tx, _id, body) => (body.channel === '' ? undefined : noForm(body)),
  'alarm-target': (deps, tx, id, body) => chooseCandidate(deps, tx, id, body, body.value),
  'alarm-target-other': async (deps, tx, _id, body) => noForm(await openQuestion(deps, tx, body.value)),
  'alarm-list': async (deps, tx, id, body) => postList(deps, tx, await incidentById(deps, tx, body.value), id),
  mute: async (deps, tx, _id, body) => noForm(await incidentById(deps, tx, body.value)),
  unmute: (deps, tx, id, body) => unmuteAlarms(deps, tx, id, body, body.value),
  'look-now': (deps, tx, _id, body) => lookNow(deps, tx, body.value),
};

function noForm(_isThere: object): never {
  throw new ResponderError('usage', { id: 'slack/form-late' });
}

export const knownActions: readonly string[] = Object.keys(onActions);

async function onAction(deps: FlowDeps, tx: Tx, id: string, body: ActionBody): Promise<unknown> {
  const [name = '', ...rest] = body.action.split('/');
  const act = Object.hasOwn(onActions, name) ? onActions[name] : undefined;
  if (act === undefined) throw new ResponderError('stale-card', { id: 'incident/stale-card' });
  return act(deps, tx, id, body, rest.join('/'));
}

type OnView = (deps: FlowDeps, tx: Tx, id: string, body: ViewBody) => Promise<unknown>;

const onViews: Readonly<Record<string, OnView>> = {
  skip: (deps, tx, id, body) => {
    const { reason = '', as } = body.fields;
    const press = { kind: 'skip' as const, reason, ...(as === undefined ? {} : { as }) };
    return pressStep(deps, tx, id, body, body.about, press);
  },
  check: checkByForm,
  mute: muteAlarms,
  'alarm-target': (deps, tx, id, body) => chooseAlarmTarget(deps, tx, id, body, body.about, body.fields.target ?? ''),
  'hand-over': handOver,
  'action-item': addActionItem,
};

export const knownViews: readonly string[] = Object.keys(onViews);

async function onView(deps: FlowDeps, tx: Tx, id: string, body: ViewBody): Promise<unknown> {
  const act = Object.hasOwn(onViews, body.form) ? onViews[body.form] : undefined;
  return act?.(deps, tx, id, body);
}

function stateOf(detail: string): IncidentState {
  const state = incidentStates.find((known) => known === detail);
  if (state === undefined) throw new ResponderError('stale-card', { id: 'incident/stale-card' });
  return state;
}

/** One of the candidates of a question that could not be answered: the same window, beside the first question. */
async function chooseTarget(deps: FlowDeps, tx: Tx, id: string, body: ActionBody): Promise<void> {
  const [run = '', query = ''] = splitOnce(body.value);
  const { window } = await runOf(deps, tx, run);
  await startCheck(deps, tx, id, body, { query, window });
}

const splitOnce = (value: string): readonly string[] => {
  const at = value.indexOf(' ');
  return at === -1 ? [value] : [value.slice(0, at), value.slice(at + 1)];
};
