import type { Observation } from '../../domain/check.ts';
import type { AccessLog, Change, EvidenceMap, Network, TargetGroup } from '../../domain/evidence.ts';
import type { Window } from '../../domain/window.ts';
import { sharesOf } from './forwarding.ts';
import { groupIds, touches } from './network-changes.ts';
import { notApplicable, notSeen, seen, unknown } from './observe.ts';
import { type Gate, stoppedAt, type Way, waysOf } from './reachability.ts';

type Read = Pick<EvidenceMap, 'network' | 'targetGroups' | 'targetHealth'> &
  Partial<Pick<EvidenceMap, 'changes' | 'accessLog'>>;

interface Question {
  readonly gates: readonly Gate[];
  readonly purpose: Way['purpose'];
  /** CloudTrail's names of the calls that open or close such a gate. */
  readonly changedBy: RegExp;
}

/** Whether the gates of this kind stop connections to targets, by the rules as they are now. */
export function gateAnswer(
  { network, targetGroups, targetHealth, changes, accessLog }: Read,
  window: Window,
  asked: Question,
): Observation {
  const all = waysOf(network, failing(targetGroups, accessLog), targetHealth);
  const ways = all.filter(({ purpose }) => purpose === asked.purpose);
  if (ways.length === 0) return notApplicable();
  // A target that passes its checks is reached: where the rules say otherwise, it is the rules that were read wrongly.
  const passing = all.filter(({ purpose, state }) => purpose === 'health-check' && state === 'healthy');
  const reached = new Set(passing.map(({ target }) => target));
  const open = ways.filter(({ target }) => !reached.has(target));
  const { count, unread, facts } = stoppedAt(open, asked.purpose, asked.gates);
  const args = { count, total: ways.length };
  if (count > 0) return seen(args, facts);
  if (unread > 0) return unknown('ambiguous', args);
  // What is open now may have been closed when it failed.
  if (changedWithin(changes ?? [], window, asked.changedBy, idsOf(network))) return unknown('ambiguous', args);
  return notSeen(args);
}

/** Where the log shows which groups fail, the way to the others is not what it is about. */
function failing(groups: readonly TargetGroup[], log: AccessLog | undefined): readonly TargetGroup[] {
  const arns = new Set((log ? sharesOf(log, groups) : []).filter(({ failures }) => failures > 0).map(({ arn }) => arn));
  return arns.size === 0 ? groups : groups.filter(({ arn }) => arns.has(arn));
}

function changedWithin(changes: readonly Change[], window: Window, names: RegExp, ids: readonly string[]): boolean {
  const since = Date.parse(window.from);
  return changes.some((change) => names.test(change.name) && Date.parse(change.at) >= since && touches(change, ids));
}

function idsOf(network: Network): readonly string[] {
  const { acls, routeTables, subnets } = network;
  return [...groupIds(network), ...[...acls, ...routeTables, ...subnets].map(({ id }) => id)];
}

export const groupCalls =
  /^(Authorize|Revoke)SecurityGroup(Ingress|Egress)$|^ModifySecurityGroupRules$|^ModifyNetworkInterfaceAttribute$|^SetSecurityGroups$/;
export const aclCalls = /NetworkAcl/;
export const routeCalls = /^(Create|Replace|Delete)Route$|RouteTable/;
