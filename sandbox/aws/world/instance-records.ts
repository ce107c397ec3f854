/** What EC2 and Auto Scaling know of a world's machines. Times are epoch ms, lists in time order. */
export interface InstanceRecord {
  readonly id: string;
  readonly type: string;
  readonly image: string;
  readonly ip: string;
  readonly zone: string;
  readonly subnet: string;
  readonly interfaceId: string;
  readonly securityGroups: readonly string[];
  readonly launchedAt: number;
  readonly tags: Readonly<Record<string, string>>;
  /** From `pending` at launch; an instance is forgotten an hour after `terminated`. */
  readonly states: { readonly at: number; readonly state: InstanceState; readonly reason?: string }[];
  /** Of the two status checks. Before the first entry both are `initializing`. */
  readonly checks: { readonly at: number; readonly system: CheckState; readonly instance: CheckState }[];
}

export type InstanceState = 'pending' | 'running' | 'shutting-down' | 'terminated' | 'stopping' | 'stopped';
export type CheckState = 'ok' | 'impaired' | 'initializing' | 'insufficient-data';

export interface AutoScalingGroupRecord {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: number;
  readonly launchTemplate: { readonly id: string; readonly name: string };
  readonly healthCheckType: 'EC2' | 'ELB';
  readonly grace: number; // seconds
  readonly targetGroupArns: readonly string[];
  readonly zones: readonly string[];
  readonly subnets: readonly string[];
  readonly suspended: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  readonly hooks: readonly LifecycleHookRecord[];
  readonly policies: readonly ScalingPolicyRecord[];
  readonly sizes: {
    readonly at: number;
    readonly min: number;
    readonly max: number;
    readonly desired: number;
    readonly version: number; // of the launch template
  }[];
  readonly members: {
    readonly instanceId: string;
    readonly zone: string;
    readonly type: string;
    readonly version: number;
    /** `Pending`, `InService`, `Terminating:Wait`, …, `gone` when the group no longer lists it. */
    readonly states: { readonly at: number; readonly state: string; readonly healthy: boolean }[];
  }[];
  readonly activities: ScalingActivityRecord[];
  readonly refreshes: InstanceRefreshRecord[];
}

export interface LifecycleHookRecord {
  readonly name: string;
  readonly transition: 'autoscaling:EC2_INSTANCE_TERMINATING' | 'autoscaling:EC2_INSTANCE_LAUNCHING';
  readonly timeout: number; // seconds
  readonly otherwise: 'CONTINUE' | 'ABANDON';
}

export interface ScalingPolicyRecord {
  readonly name: string;
  readonly target: { readonly metric: string; readonly value: number };
}

export interface ScalingActivityRecord {
  readonly id: string;
  readonly at: number;
  readonly endedAt: number;
  readonly description: string;
  readonly cause: string;
  /** How it ends; until then it is in progress. */
  readonly status: 'Successful' | 'Failed' | 'Cancelled';
  readonly message?: string;
}

export interface InstanceRefreshRecord {
  readonly id: string;
  readonly at: number;
  readonly endedAt: number;
  readonly status: 'Successful' | 'Failed' | 'Cancelled' | 'RollbackSuccessful';
  readonly reason?: string;
}
