import type { Observation } from '../../domain/check.ts';
import type { AccessLog, Change, Deployment, EcsService, Metrics } from '../../domain/evidence.ts';
import type { Window } from '../../domain/window.ts';
import { failuresOf, MINUTE } from './failures.ts';
import { notSeen, seen, unknown } from './observe.ts';

/** A change counts when it came this long before the first 502s; a minute after, for clocks and metric periods. */
const BEFORE = 10 * MINUTE;
const AFTER = MINUTE;
/** CloudTrail delivers about this late: what it does not show yet may have happened. */
const DELIVERY = 5 * MINUTE;

export interface Happening {
  readonly at: number; // epoch ms
  readonly fact: string;
}

/** What rolls something out. Registering a task definition does not: what runs changes when a service takes it. */
const deployNames =
  /^(UpdateService|CreateService|CreateTaskSet|UpdateServicePrimaryTaskSet|CreateDeployment|UpdateStack|ExecuteChangeSet|StartPipelineExecution|StartInstanceRefresh|RollbackInstanceRefresh|CreateLaunchTemplateVersion|ModifyLaunchTemplate|UpdateAutoScalingGroup|UpdateEnvironment|UpdateFunctionCode\w*|UpdateFunctionConfiguration\w*|UpdateAlias\w*|PublishVersion\w*)$/;

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
      deployNames.test(change.name) &&
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

/** Roll-outs that a release tool recorded of something on the path. */
export function releasesOf(
  deployments: readonly Deployment[],
  failing: readonly EcsService[],
  services: readonly EcsService[],
): readonly Happening[] {
  const others = services.filter((service) => !failing.includes(service)).map(({ arn }) => arn);
  return deployments
    .filter(({ onPath: touches, resources }) => touches && !onlyOf(resources, others))
    .map(({ startedAt, by, what, status, initiator }) => ({
      at: Date.parse(startedAt),
      fact: `${startedAt} ${by} ${what} ${status} ${initiator ?? ''}`.trimEnd(),
    }));
}

/** A release of services that do not fail. One that names none may be of any. */
function onlyOf(resources: readonly string[], others: readonly string[]): boolean {
  const services = resources.filter((one) => /:service\//.test(one));
  return services.length > 0 && services.every((one) => others.includes(one));
}

/**
 * Changes to load balancer, rules, target groups, security groups, routes of this path, made by people or pipelines.
 * `failing`: ends of the ARNs of the groups that fail; what touched only the others is left out.
 */
export function configChangesOf(changes: readonly Change[], failing?: readonly string[]): readonly Happening[] {
  return onPath(changes)
    .filter((change) => configNames.test(change.name) && change.actor !== 'service' && !isOfOthers(change, failing))
    .map(happening);
}

function isOfOthers({ resources }: Change, failing: readonly string[] | undefined): boolean {
  if (failing === undefined) return false;
  const groups = resources.filter((one) => one.includes(':targetgroup/'));
  return groups.length > 0 && !groups.some((one) => failing.some((group) => one.endsWith(group)));
}

/** What each kind of change is called, by the service and name of the call. */
const kinds = {
  secret:
    /^(RotateSecret|UpdateSecret|UpdateSecretVersionStage|PutSecretValue|DeleteSecret|CancelRotateSecret|PutParameter|DeleteParameters?|ScheduleKeyDeletion|DisableKey)$/,
  store:
    /^(Modify|Reboot|Failover|Stop|Start|Delete|Promote|SwitchoverBlueGreen|Reset|Restore|Apply)\w*(DB\w*|ReplicationGroup\w*|CacheCluster|CacheParameterGroup|GlobalCluster|PendingMaintenanceAction|UpdateAction|Deployment)$|^(TestFailover|IncreaseReplicaCount|DecreaseReplicaCount)$/,
} as const;

/** Changes of one kind on the path, whoever made them. */
export function changesOfKind(changes: readonly Change[], kind: keyof typeof kinds): readonly Happening[] {
  const sources = kind === 'store' ? /^(rds|elasticache)\./ : /^(secretsmanager|ssm|kms)\./;
  return onPath(changes)
    .filter(({ name, source }) => sources.test(source) && kinds[kind].test(name))
    .map(happening);
}

const jobNames =
  /^(RunTask|SubmitJob|StartJobRun|StartExecution|CreateDBSnapshot|CreateDBClusterSnapshot|StartExportTask|StartBackupJob|StartQueryExecution)$/;

/** Jobs and backups that something began, wherever it runs: it need not lie on the path to take what the path needs. */
export function jobStartsOf(changes: readonly Change[]): readonly Happening[] {
  return changes.filter(({ name, errorCode }) => errorCode === null && jobNames.test(name)).map(happening);
}

/** Settings of the path that a person changed by hand, past the pipeline. */
export function manualChangesOf(changes: readonly Change[]): readonly Happening[] {
  return onPath(changes)
    .filter(({ name, actor }) => actor === 'person' && configNames.test(name))
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
  before: number = BEFORE,
): Observation {
  const failures = failuresOf(metrics, window, log);
  if (failures === undefined) return unknown('not-collected');
  if (failures.total === 0) return unknown('no-502');
  const onset = failures.onset;
  // Already failing when the window begins: a change before it is out of sight, or the reason.
  if (onset === undefined) return unknown('ambiguous');
  const near = happenings.filter(({ at }) => at >= onset - before && at <= onset + failures.periodMs + AFTER);
  // Failures that could not be counted may have begun at another time.
  if (near.length === 0) return ruledOut(failures.whole, onset + AFTER, window);
  const gap = Math.max(0, onset - Math.max(...near.map(({ at }) => at)));
  // The closest first: of many changes it is the likeliest.
  const closest = [...near].sort((a, b) => Math.abs(onset - a.at) - Math.abs(onset - b.at));
  return seen(
    { minutes: Math.round(gap / MINUTE) },
    closest.map(({ fact }) => fact),
  );
}

function ruledOut(whole: boolean, until: number, window: Window): Observation {
  if (!whole) return unknown('not-collected');
  return until > Date.parse(window.to) - DELIVERY ? unknown('cut-off') : notSeen();
}

function onPath(changes: readonly Change[]): readonly Change[] {
  return changes.filter((change) => change.onPath && change.errorCode === null);
}

/** An UpdateService or UpdateAutoScalingGroup that only sets how many moves no code. */
function isScalingOnly(name: string, request: Change['request']): boolean {
  if (request === null) return false;
  if (name === 'UpdateAutoScalingGroup') return !Object.keys(request).some((key) => /^(launch|mixed)/i.test(key));
  if (name !== 'UpdateService') return false;
  return 'desiredCount' in request && !('taskDefinition' in request) && request.forceNewDeployment !== true;
}

function happening({ at, name, user, resources }: Change): Happening {
  return { at: Date.parse(at), fact: `${at} ${name} ${user ?? '-'} ${resources.join(' ')}` };
}
