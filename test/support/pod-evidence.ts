import type { AccessLogRow, Change, TargetGroup } from '../../src/domain/evidence.ts';
import { at, change, groupArn, row, targetGroup } from './evidence.ts';

export const podGroup = (more: Partial<TargetGroup> = {}): TargetGroup =>
  targetGroup({
    targetType: 'ip',
    tags: { 'elbv2.k8s.aws/cluster': 'parcels', 'ingress.k8s.aws/stack': 'default/edge' },
    ...more,
  });

/** A move of a target, by the controller. */
export function move(minute: number, name: 'RegisterTargets' | 'DeregisterTargets', ...ids: readonly string[]): Change {
  return change(minute, name, {
    source: 'elasticloadbalancing.amazonaws.com',
    user: 'aws-load-balancer-controller',
    onPath: true,
    resources: [groupArn],
    request: { targetGroupArn: groupArn, targets: ids.map((id) => ({ id, port: 8080 })) },
  });
}

/** So many failed requests to one address within a minute. */
export function rowsTo(ip: string, minute: number, count: number): readonly AccessLogRow[] {
  return Array.from({ length: count }, (_, second) =>
    row({ target: `${ip}:8080`, at: at(minute, second), createdAt: at(minute, second) }),
  );
}
