import { balancerOf } from './network.ts';
import type { Run } from './run.ts';
import type { App, World } from './spec.ts';

/**
 * What stands between a load balancer and a task: `refuse` comes back at once, `drop` never comes back. `stateless`
 * cuts connections that are open already; a security group lets those go on.
 */
export interface Barrier {
  readonly answers: 'drop' | 'refuse' | 'unreachable';
  readonly stateless: boolean;
  /** Where a flow log would see it: it sees nothing of a firewall on the host. */
  readonly seenAt: 'request' | 'reply' | 'nowhere' | 'gone';
}

/** At the simulation's own moment. The hours before know of no fault. */
export function barrierOf(run: Run, app: App, zone: string): Barrier | undefined {
  const { world, metricsOnly, anchor } = run;
  if (world.network.faults.length === 0 || metricsOnly) return undefined;
  const offset = run.schedule.now - anchor;
  const now = world.network.faults.find(
    (fault) =>
      fault.at <= offset && (fault.until === undefined || offset < fault.until) && concerns(world, fault, app, zone),
  );
  switch (now?.kind) {
    case undefined:
      return undefined;
    case 'firewall':
      return { answers: now.answers === 'reject' ? 'refuse' : 'drop', stateless: false, seenAt: 'nowhere' };
    case 'vanish':
      return { answers: 'unreachable', stateless: true, seenAt: 'gone' };
    case 'deny-replies':
      return { answers: 'drop', stateless: true, seenAt: 'reply' };
    case 'deny-requests':
      return { answers: 'drop', stateless: true, seenAt: 'request' };
    default:
      return { answers: 'drop', stateless: false, seenAt: 'request' };
  }
}

function concerns(world: World, fault: World['network']['faults'][number], app: App, zone: string): boolean {
  if (fault.kind === 'close-egress') return balancerOf(world, fault.loadBalancer) === app.loadBalancer;
  const named = world.apps[fault.app];
  // Copies of a world's apps are made for the simulation: they are told apart by what does not change.
  const same = named !== undefined && named.cluster === app.cluster && named.service === app.service;
  const elsewhere = 'zone' in fault && fault.zone !== undefined && !zone.endsWith(fault.zone);
  return same && !elsewhere;
}
