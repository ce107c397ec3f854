import type { Observation } from '../../domain/check.ts';
import type { AccessLog, Change, EcsService, Metrics } from '../../domain/evidence.ts';
import type { Window } from '../../domain/window.ts';
import { failuresOf, MINUTE } from './failures.ts';
import { notSeen, seen, unknown } from './observe.ts';

/** A change counts when it came this long before the first 502s; a minute after, for clocks and metric periods. */
const BEFORE = 10 * MINUTE;
const AFTER = MINUTE;

export interface Happening {
  readonly at: number; // epoch ms
  readonly fact: string;
}

const deployNames = new Set([
  'UpdateService',
  'CreateService',
  'RegisterTaskDefinition',
  'CreateTaskSet',
  'UpdateServicePrimaryTaskSet',
  'CreateDeployment',
  'UpdateStack',
  'ExecuteChangeSet',
  'StartPipelineExecution',
]);

const configNames =
  /^(Modify|Create|Delete|Set|Add|Remove)(Listener|Rule|Rules|RulePriorities|TargetGroup|TargetGroupAttributes|LoadBalancerAttributes|ListenerAttributes|ListenerCertificates|SecurityGroups|Subnets|IpAddressType)$|^(Authorize|Revoke)SecurityGroup|^ModifySecurityGroupRules$|^ReplaceNetworkAcl|^(Create|Delete)NetworkAclEntry$|^(Create|Replace|Delete)Route$|^ModifyNetworkInterfaceAttribute$/;

/** Roll-outs of the failing services: what ECS says of its deployments, and what CloudTrail saw somebody start. */
export function deploymentsOf(
  failing: readonly EcsService[],
  services: readonly EcsService[],
  changes: readonly Change[],
): readonly Happening[] {
  const rolled = failing.flatMap(({ name, deployments }) =>
    deployments.flatMap(({ createdAt, taskDefinitionArn }) =>
      createdAt === null
        ? []
        : [
            {
              at: Date.parse(createdAt),
              fact: `${createdAt} ${name} ← ${taskDefinitionArn?.split('/').at(-1) ?? '-'}`,
            },
          ],
    ),
  );
  const others = services.filter((service) => !failing.includes(service));
  const asked = onPath(changes).filter(
    (change) =>
      deployNames.has(change.name) &&
      !isScalingOnly(change.name, change.request) &&
      !others.some((one) => isAbout(change, one)),
  );
  return [...rolled, ...asked.map(happening)];
}

/** The change names this service or the family of its task definition. */
function isAbout({ resources }: Change, { name, arn, taskDefinitionArn }: EcsService): boolean {
  const family = taskDefinitionArn?.split('/').at(-1)?.split(':')[0];
  return resources.some((one) => one === name || one === arn || one.split('/').at(-1)?.split(':')[0] === family);
}

/** Changes to load balancer, rules, target groups, security groups, routes of this path. */
export function configChangesOf(changes: readonly Change[]): readonly Happening[] {
  return onPath(changes)
    .filter(({ name }) => configNames.test(name))
    .map(happening);
}

/** Changes that touched nothing on the path. */
export function unrelatedChanges(changes: readonly Change[]): readonly Happening[] {
  return changes.filter(({ onPath: touches, errorCode }) => !touches && errorCode === null).map(happening);
}

/** Whether one of the happenings came just before the first 502s. */
export function changeNearOnset(
  metrics: Metrics,
  window: Window,
  log: AccessLog | undefined,
  happenings: readonly Happening[],
): Observation {
  const failures = failuresOf(metrics, window, log);
  if (failures === undefined) return unknown('not-collected');
  if (failures.total === 0) return unknown('no-502');
  const onset = failures.onset;
  // Already failing when the window begins: a change before it is out of sight, or the reason.
  if (onset === undefined) return unknown('ambiguous');
  const near = happenings.filter(({ at }) => at >= onset - BEFORE && at <= onset + failures.periodMs + AFTER);
  // Failures that could not be counted may have begun at another time.
  if (near.length === 0) return failures.whole ? notSeen() : unknown('not-collected');
  const gap = Math.max(0, onset - Math.max(...near.map(({ at }) => at)));
  return seen(
    { minutes: Math.round(gap / MINUTE) },
    near.map(({ fact }) => fact),
  );
}

function onPath(changes: readonly Change[]): readonly Change[] {
  return changes.filter((change) => change.onPath && change.errorCode === null);
}

/** An UpdateService that only sets the desired count moves no code. */
function isScalingOnly(name: string, request: Change['request']): boolean {
  if (name !== 'UpdateService' || request === null) return false;
  return 'desiredCount' in request && !('taskDefinition' in request) && request.forceNewDeployment !== true;
}

function happening({ at, name, user, resources }: Change): Happening {
  return { at: Date.parse(at), fact: `${at} ${name} ${user ?? '-'} ${resources.join(' ')}` };
}
