import type { AlarmEvent } from '../domain/alarm.ts';
import type { Found } from '../domain/doctor.ts';
import { ResponderError } from '../domain/errors.ts';
import { type Evidence, type EvidenceKind, evidenceKinds, type GapReason } from '../domain/evidence.ts';
import type { Scope } from '../domain/resource.ts';
import { windowOf } from '../domain/window.ts';
import { failed, mendedBy, off, ok, unknown } from '../messages/found.ts';
import { alarmActions } from './alarm-targets.ts';
import { collectors } from './collectors/index.ts';
import type { AwsDoctor } from './doctor.ts';
import { allowing } from './doctor-mend.ts';
import { messageOf, reasonOf } from './failure.ts';
import { iamActions, makeAws } from './index.ts';
import type { Step } from './trip.ts';

/** Long enough to hold a log file of the balancer, which come every five minutes. */
const WINDOW_MS = 20 * 60_000;

/** What became of one action; of several calls the worst. */
interface Tried {
  readonly reason: GapReason | null;
  readonly error: unknown;
}

/** Runs a whole check without its verdict, and listens to what becomes of each call. */
export async function tryActions(doctor: AwsDoctor, target: string, signal: AbortSignal): Promise<readonly Found[]> {
  const tried = new Map<string, Tried>();
  const heard = (action: string, error?: unknown) => tried.set(action, worse(tried.get(action), error));
  const aws = makeAws({ ...doctor, heard });
  const located = await aws.locate(target, { signal }).catch(toNothing);
  if (located instanceof ResponderError) return untried(located, target, tried);
  if (located.status !== 'found') return [notFound(target, located)];
  const { scope } = located;
  const now = doctor.clock.now();
  const window = windowOf(new Date(now.getTime() - WINDOW_MS), now);
  const [{ evidence }] = await Promise.all([
    aws.collect({ scope, window, kinds: evidenceKinds, signal }),
    ...(doctor.alarms ? [aws.placeAlarms([noAlarm(scope, now)], signal)] : []),
  ]);
  return findingsOf(scope, tried, evidence);
}

/** An alarm that is not there: it is looked up like any other, and not found. */
function noAlarm({ account, region }: Scope, now: Date): AlarmEvent {
  return {
    source: 'cloudwatch',
    alarm: `arn:aws:cloudwatch:${region}:${account}:alarm:fiveohtwo-doctor`,
    name: 'fiveohtwo-doctor',
    kind: 'other',
    state: 'ok',
    changedAt: now.getTime(),
    reason: '',
    description: null,
    account,
    region,
    metric: null,
    children: [],
    labels: {},
    link: null,
  };
}

function worse(before: Tried | undefined, error: unknown): Tried {
  if (before !== undefined && before.reason !== null) return before;
  const reason = error === undefined ? null : reasonOf(error);
  // It was let in to find nothing.
  return reason === null || reason === 'not-found' ? { reason: null, error: undefined } : { reason, error };
}

function toNothing(error: unknown): ResponderError {
  if (error instanceof ResponderError) return error;
  throw error;
}

type Missed = Exclude<Awaited<ReturnType<ReturnType<typeof makeAws>['locate']>>, { readonly status: 'found' }>;

function notFound(target: string, located: Missed): Found {
  const others = located.status === 'ambiguous' ? located.candidates : located.nearest;
  const nearest = others.map(({ name, region }) => `${name} (${region})`).slice(0, 5);
  return failed('aws/target-not-found', { target, count: nearest.length, nearest: nearest.join(', ') });
}

function untried({ code }: ResponderError, target: string, tried: ReadonlyMap<string, Tried>): readonly Found[] {
  const troubles = troublesOf(tried, null, new Map());
  if (troubles.length > 0) return [...troubles, ...restOf(tried, undefined, target)];
  if (code === 'target-not-found' || code === 'wrong-region')
    return [failed('aws/target-not-found', { target, count: 0, nearest: '' })];
  return restOf(tried, undefined, target);
}

function findingsOf(scope: Scope, tried: ReadonlyMap<string, Tried>, evidence: Evidence): readonly Found[] {
  const allowed = [...tried].filter(([, { reason }]) => reason === null).length;
  return [
    ...(allowed === 0 ? [] : [ok('aws/actions', { count: allowed, target: scope.name })]),
    ...troublesOf(tried, scope.profile, needing()),
    ...restOf(tried, evidence, scope.name),
  ];
}

type Needing = EvidenceKind | 'alarms';

/** The collectors that cannot do without an action. */
function needing(): ReadonlyMap<string, readonly Needing[]> {
  const kinds = new Map<string, Needing[]>(alarmActions.map((action) => [action, ['alarms']]));
  for (const kind of evidenceKinds) {
    for (const action of actionsOf(collectors[kind])) kinds.set(action, [...(kinds.get(action) ?? []), kind]);
  }
  return kinds;
}

function actionsOf(step: Step<unknown>): ReadonlySet<string> {
  return new Set([...step.actions, ...step.needs.flatMap((needed) => [...actionsOf(needed)])]);
}

function troublesOf(
  tried: ReadonlyMap<string, Tried>,
  profile: string | null,
  needed: ReadonlyMap<string, readonly Needing[]>,
): readonly Found[] {
  return [...tried].flatMap(([action, { reason, error }]) => {
    if (reason === null) return [];
    if (reason === 'throttled') return [unknown('aws/throttled', { action })];
    if (reason !== 'denied') return [unknown('aws/no-answer', { action, detail: messageOf(error).slice(0, 160) })];
    const collectors = needed.get(action) ?? [];
    const args = { action, profile: profile ?? 'default', count: collectors.length, collectors: collectors.join(', ') };
    return [mendedBy('aws/denied', allowing(action, error), args)];
  });
}

const stopped: readonly GapReason[] = ['denied', 'throttled', 'timed-out', 'cut-off', 'failed'];

/** What was never called: because nothing was there to call it for, or because something before it failed. */
function restOf(tried: ReadonlyMap<string, Tried>, evidence: Evidence | undefined, target: string): readonly Found[] {
  const rest = iamActions().filter((action) => !tried.has(action));
  const kinds = needing();
  const isStopped = (action: string) =>
    evidence === undefined ||
    (kinds.get(action) ?? []).some((kind) => gapsOf(evidence, kind).some((reason) => stopped.includes(reason)));
  const cut = rest.filter(isStopped);
  const needless = rest.filter((action) => !isStopped(action));
  return [
    ...(cut.length === 0 ? [] : [unknown('aws/not-tried', { actions: cut.join(', ') })]),
    ...(needless.length === 0 ? [] : [off('aws/not-needed', { target, actions: needless.join(', ') })]),
  ];
}

function gapsOf(evidence: Evidence, kind: Needing): readonly GapReason[] {
  if (kind === 'alarms') return [];
  const one = evidence[kind];
  return one === undefined || one.status === 'complete' ? [] : one.gaps.map(({ reason }) => reason);
}
