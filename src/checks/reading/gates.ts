import type { Observation } from '../../domain/check.ts';
import type { Change, EvidenceMap } from '../../domain/evidence.ts';
import type { Window } from '../../domain/window.ts';
import { notApplicable, notSeen, seen, unknown } from './observe.ts';
import { type Gate, stoppedAt, type Way, waysOf } from './reachability.ts';

type Read = Pick<EvidenceMap, 'network' | 'targetGroups' | 'targetHealth'> & Partial<Pick<EvidenceMap, 'changes'>>;

interface Question {
  readonly gates: readonly Gate[];
  readonly purpose: Way['purpose'];
  /** CloudTrail's names of the calls that open or close such a gate. */
  readonly changedBy: RegExp;
}

/** Whether the gates of this kind stop connections to targets, by the rules as they are now. */
export function gateAnswer(
  { network, targetGroups, targetHealth, changes }: Read,
  window: Window,
  asked: Question,
): Observation {
  const all = waysOf(network, targetGroups, targetHealth);
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
  if (changedWithin(changes ?? [], window, asked.changedBy)) return unknown('ambiguous', args);
  return notSeen(args);
}

function changedWithin(changes: readonly Change[], window: Window, names: RegExp): boolean {
  return changes.some(({ at, name }) => names.test(name) && Date.parse(at) >= Date.parse(window.from));
}

export const groupCalls =
  /^(Authorize|Revoke)SecurityGroup(Ingress|Egress)$|^ModifySecurityGroupRules$|^ModifyNetworkInterfaceAttribute$|^SetSecurityGroups$/;
export const aclCalls = /NetworkAcl/;
export const routeCalls = /^(Create|Replace|Delete)Route$|RouteTable/;
