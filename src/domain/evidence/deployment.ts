/** A release or a change of a stack, as the tool that made it recorded it. */
export interface Deployment {
  readonly by: 'codedeploy' | 'cloudformation' | 'ecs' | 'instance-refresh';
  readonly id: string;
  readonly what: string; // application/group, stack, service
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly status: string; // as the tool says it
  readonly failed: boolean;
  readonly rolledBack: boolean;
  readonly reason: string | null; // hostile text
  readonly initiator: string | null;
  /** ARNs and ids of what it touched. */
  readonly resources: readonly string[];
  /** True when one of these lies on the located path. */
  readonly onPath: boolean;
}
