import type { Observation } from '../../domain/check.ts';
import type { Change, Metrics, Network } from '../../domain/evidence.ts';
import type { Window } from '../../domain/window.ts';
import { MINUTE, madeFailuresOf } from './failures.ts';
import { notSeen, seen, unknown } from './observe.ts';

const BEFORE = 10 * MINUTE;
const AFTER = MINUTE;

/** Blocked connections end as 504, and what is left of a service as 503: the onset is that of all the load balancer's 5XX. */
export function outageOf(metrics: Metrics, window: Window) {
  const series = metrics.series
    .filter(({ metric }) => metric !== 'HTTPCode_ELB_502_Count')
    .map((one) => (one.metric === 'HTTPCode_ELB_5XX_Count' ? { ...one, metric: 'HTTPCode_ELB_502_Count' } : one));
  return madeFailuresOf({ ...metrics, series }, window);
}

/** Whether somebody changed exactly these resources just before the load balancer's errors began. */
export function changeNearOutage(
  metrics: Metrics,
  window: Window,
  changes: readonly Change[],
  names: RegExp,
  ids: readonly string[],
): Observation {
  const outage = outageOf(metrics, window);
  if (outage === undefined) return unknown('not-collected');
  if (outage.total === 0) return unknown('no-502');
  const { onset, periodMs } = outage;
  if (onset === undefined) return unknown('ambiguous');
  const near = changes.filter((change) => {
    const at = Date.parse(change.at);
    const close = at >= onset - BEFORE && at <= onset + periodMs + AFTER;
    return close && change.errorCode === null && names.test(change.name) && touches(change, ids);
  });
  if (near.length === 0) return notSeen();
  const last = Math.max(...near.map(({ at }) => Date.parse(at)));
  return seen(
    { minutes: Math.round(Math.max(0, onset - last) / MINUTE) },
    near.map(({ at, name, user, resources }) => `${at} ${name} ${user ?? '-'} ${resources.join(' ')}`),
  );
}

/** Whether a call named one of these, among its resources or in its request. */
export function touches({ resources, request }: Change, ids: readonly string[]): boolean {
  const named = [...resources, ...leaves(request)];
  return named.some((one) => ids.some((id) => one === id || one.endsWith(`/${id}`)));
}

function leaves(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [];
}

export function groupIds({ securityGroups, loadBalancer, interfaces }: Network): readonly string[] {
  const own = interfaces.flatMap((one) => [one.id, ...one.securityGroups]);
  return [...new Set([...securityGroups.map(({ id }) => id), ...loadBalancer.securityGroups, ...own])];
}
