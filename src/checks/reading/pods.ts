import type { AccessLogRow, Change, EcsService, TargetGroup } from '../../domain/evidence.ts';
import { hostOf } from './access-log.ts';
import { MINUTE } from './failures.ts';

/** What a controller of Kubernetes writes on the target groups that it keeps. */
const TAG = /^(elbv2\.k8s\.aws\/|ingress\.k8s\.aws\/|service\.k8s\.aws\/|kubernetes\.io\/)/;
const CONTROLLER = /load-?balancer-?controller|aws-?lb-?controller|alb-?ingress|\beks-/i;

/** A target that came or went, by CloudTrail. */
export interface Move {
  readonly at: number; // epoch ms
  readonly kind: 'came' | 'left';
  readonly groupArn: string;
  readonly ids: readonly string[];
  readonly fact: string;
}

/**
 * Target groups that Kubernetes keeps: by the controller's tags, else by who registers their targets. Empty is earned only
 * where the tags or the changes were read; undefined where neither was.
 */
export function kubernetesGroups(
  groups: readonly TargetGroup[],
  services: readonly EcsService[],
  changes: readonly Change[] | undefined,
): readonly TargetGroup[] | undefined {
  const ofEcs = new Set(services.flatMap(({ loadBalancers }) => loadBalancers.map((one) => one.targetGroupArn)));
  const others = groups.filter(({ arn, targetType }) => !ofEcs.has(arn) && targetType !== 'lambda');
  if (others.length === 0) return [];
  const tagged = others.filter(({ tags }) => Object.keys(tags ?? {}).some((key) => TAG.test(key)));
  if (tagged.length > 0) return tagged;
  const kept = new Set(
    (changes ?? []).filter(({ user }) => CONTROLLER.test(user ?? '')).flatMap((change) => groupOf(change) ?? []),
  );
  const found = others.filter(({ arn }) => kept.has(arn));
  const known = changes !== undefined || others.every(({ tags }) => tags !== null && tags !== undefined);
  return found.length > 0 || known ? found : undefined;
}

export function clusterOf(groups: readonly TargetGroup[]): string {
  const names = groups.flatMap(({ tags }) => tags?.['elbv2.k8s.aws/cluster'] ?? []);
  return [...new Set(names)].join(', ') || '-';
}

/** Registrations and deregistrations in these groups, oldest first. */
export function movesOf(changes: readonly Change[], groups: readonly TargetGroup[]): readonly Move[] {
  const arns = new Set(groups.map(({ arn }) => arn));
  return changes
    .flatMap((change): Move[] => {
      const groupArn = groupOf(change);
      if (groupArn === undefined || !arns.has(groupArn) || change.errorCode !== null) return [];
      const kind = change.name === 'RegisterTargets' ? 'came' : 'left';
      const ids = idsOf(change.request?.targets);
      return [{ at: Date.parse(change.at), kind, groupArn, ids, fact: `${change.at} ${change.name} ${ids.join(' ')}` }];
    })
    .sort((a, b) => a.at - b.at);
}

function groupOf({ name, request }: Change): string | undefined {
  if (name !== 'RegisterTargets' && name !== 'DeregisterTargets') return undefined;
  const arn = request?.targetGroupArn;
  return typeof arn === 'string' ? arn : undefined;
}

function idsOf(targets: unknown): readonly string[] {
  if (!Array.isArray(targets)) return [];
  return targets.flatMap((one: unknown) =>
    typeof one === 'object' && one !== null && 'id' in one && typeof one.id === 'string' ? [one.id] : [],
  );
}

/** A pod stops serving when it is deleted; the controller's call, and the last request to it, come within so long. */
const AROUND = 1.5 * MINUTE;

/** Requests that went to a target that was just leaving. */
export function toLeaving(rows: readonly AccessLogRow[], moves: readonly Move[]): readonly AccessLogRow[] {
  const left = moves.filter(({ kind }) => kind === 'left');
  return rows.filter((row) => left.some((move) => isTo(row, move) && Math.abs(Date.parse(row.at) - move.at) <= AROUND));
}

/** Targets that came need so long until they serve. */
const SETTLING = 3 * MINUTE;

/** Requests that went to a target that had just come. */
export function toNew(rows: readonly AccessLogRow[], moves: readonly Move[]): readonly AccessLogRow[] {
  const came = moves.filter(({ kind }) => kind === 'came');
  return rows.filter((row) =>
    came.some((move) => {
      const after = Date.parse(row.at) - move.at;
      return isTo(row, move) && after >= -MINUTE / 2 && after <= SETTLING;
    }),
  );
}

function isTo({ target }: AccessLogRow, { ids }: Move): boolean {
  return target !== null && (ids.includes(hostOf(target)) || ids.includes(target));
}
