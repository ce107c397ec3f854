/** What scales the targets: an Auto Scaling group, or the scalable target of an ECS service. */
export interface ScalingGroup {
  readonly kind: 'auto-scaling-group' | 'ecs-service';
  readonly name: string; // the group's name, or CLUSTER/SERVICE
  readonly arn: string | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly desired: number | null; // null for an ECS service: see EcsService
  readonly healthCheckType: string | null; // EC2 | ELB | EC2,ELB; null for an ECS service
  readonly healthCheckGraceSeconds: number | null;
  readonly targetGroupArns: readonly string[];
  readonly instances: readonly {
    readonly id: string;
    readonly zone: string | null;
    readonly lifecycleState: string | null; // InService | Terminating:Wait | …
    readonly healthStatus: string | null;
    readonly launchTemplateVersion: string | null;
  }[];
  readonly suspendedProcesses: readonly string[];
  readonly lifecycleHooks: readonly {
    readonly name: string;
    readonly transition: string; // autoscaling:EC2_INSTANCE_TERMINATING
    readonly timeoutSeconds: number | null;
  }[];
  readonly policies: readonly { readonly name: string; readonly type: string; readonly enabled: boolean | null }[];
  /** Newest first. */
  readonly activities: readonly ScalingActivity[];
  readonly refreshes: readonly {
    readonly id: string;
    readonly status: string; // InProgress | Successful | Failed | RollbackInProgress | …
    readonly reason: string | null;
    readonly startedAt: string | null;
    readonly endedAt: string | null;
    readonly percentComplete: number | null;
  }[];
}

export interface ScalingActivity {
  readonly id: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly status: string; // Successful | InProgress | Failed | Cancelled | WaitingForELBConnectionDraining | …
  readonly description: string; // 'Terminating EC2 instance: i-0abc…'
  readonly cause: string;
  readonly statusMessage: string | null;
  /** Named in the description. */
  readonly instanceId: string | null;
}
