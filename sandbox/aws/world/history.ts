import type { AlarmRecord } from './alarms.ts';
import type { CertificateRecord } from './certificates.ts';
import type { DataStoreRecord } from './data-store-records.ts';
import type { AutoScalingGroupRecord, InstanceRecord } from './instance-records.ts';
import type { FunctionRecord } from './lambda-records.ts';
import type { MetricStore } from './metric-store.ts';
import type { NetworkRecord } from './network.ts';
import type { ReleaseRecord } from './release-records.ts';

/**
 * Everything that happens in a world, from its first minute to its last, also beyond the present. Times are epoch ms.
 * The operations answer from it as of the moment they are asked.
 */
export interface History {
  readonly account: string;
  readonly region: string;
  readonly vpc: string;
  readonly network: NetworkRecord;
  readonly certificates: readonly CertificateRecord[];
  readonly loadBalancers: readonly LoadBalancerRecord[];
  readonly targetGroups: readonly TargetGroupRecord[];
  readonly clusters: readonly { readonly name: string; readonly arn: string }[];
  readonly services: readonly ServiceRecord[];
  readonly taskDefinitions: readonly TaskDefinitionRecord[];
  /** What lies before the simulated time is worked out when this is first read. */
  readonly metrics: MetricStore;
  /** Log events by group, in time order. */
  readonly logs: ReadonlyMap<string, readonly LogEvent[]>;
  /** Objects by bucket, in key order. */
  readonly buckets: ReadonlyMap<string, readonly StoredObject[]>;
  readonly trail: readonly TrailEvent[];
  readonly alarms: readonly AlarmRecord[];
  readonly dataStores?: readonly DataStoreRecord[];
  readonly releases?: readonly ReleaseRecord[];
  readonly instances: readonly InstanceRecord[];
  readonly autoScalingGroups: readonly AutoScalingGroupRecord[];
  readonly functions?: readonly FunctionRecord[];
}

export interface LoadBalancerRecord {
  readonly name: string;
  readonly arn: string;
  /** `app/shop-alb/50dc6c495c0c9188` */
  readonly dimension: string;
  readonly dnsName: string;
  readonly scheme: string;
  readonly zones: readonly { readonly name: string; readonly subnet: string }[];
  readonly securityGroups: readonly string[];
  readonly createdAt: number;
  readonly attributes: Readonly<Record<string, string>>;
  readonly listeners: readonly ListenerRecord[];
}

export interface ListenerRecord {
  readonly arn: string;
  readonly port: number;
  readonly protocol: 'HTTP' | 'HTTPS';
  readonly certificate: string | null;
  readonly rules: readonly RuleRecord[];
}

export interface RuleRecord {
  readonly arn: string;
  readonly priority: string;
  readonly paths: readonly string[];
  readonly hosts: readonly string[];
  /** What it was changed to, in time order. */
  readonly shifts?: readonly {
    readonly at: number;
    readonly until?: number;
    readonly targets: readonly { readonly arn: string; readonly weight: number }[];
  }[];
  readonly to: { readonly targetGroupArn: string } | { readonly redirect: true } | { readonly fixed: string };
}

export interface TargetGroupRecord {
  readonly name: string;
  readonly arn: string;
  /** `targetgroup/shop-api/73e2d6bc24d8a067` */
  readonly dimension: string;
  readonly port: number;
  readonly protocol: 'HTTP' | 'HTTPS';
  readonly protocolVersion?: 'HTTP1' | 'HTTP2' | 'GRPC';
  readonly loadBalancerArn: string;
  readonly healthCheck: {
    readonly path: string;
    readonly port: string;
    readonly matcher: string;
    readonly interval: number;
    readonly timeout: number;
    readonly healthy: number;
    readonly unhealthy: number;
  };
  readonly attributes: Readonly<Record<string, string>>;
  readonly targets: readonly TargetRecord[];
  readonly tags?: Readonly<Record<string, string>>;
  /** `ip` where nothing is said. */
  readonly type?: 'instance' | 'lambda';
}

export interface TargetRecord {
  /** What it is registered as, where that is not its address. */
  readonly id?: string;
  readonly ip: string;
  readonly port: number;
  readonly zone: string;
  /** In time order; `gone` is when DescribeTargetHealth stops listing it. */
  readonly states: {
    readonly at: number;
    readonly state: 'initial' | 'healthy' | 'unhealthy' | 'draining' | 'unavailable' | 'gone';
    readonly reason?: string;
    readonly description?: string;
  }[];
}

export interface ServiceRecord {
  readonly name: string;
  readonly arn: string;
  readonly cluster: string;
  readonly clusterArn: string;
  readonly desired: number;
  readonly createdAt: number;
  readonly grace: number;
  readonly minimumHealthyPercent: number;
  readonly maximumPercent: number;
  readonly loadBalancers: readonly {
    readonly targetGroupArn: string;
    readonly containerName: string;
    readonly containerPort: number;
  }[];
  readonly subnets: readonly string[];
  readonly securityGroups: readonly string[];
  readonly deployments: DeploymentRecord[];
  readonly events: { readonly at: number; readonly id: string; readonly message: string }[];
  readonly tasks: TaskRecord[];
}

export interface DeploymentRecord {
  readonly id: string;
  readonly taskDefinitionArn: string;
  readonly createdAt: number;
  completedAt?: number;
  /** When a newer deployment took its place. */
  replacedAt?: number;
}

export interface TaskRecord {
  readonly arn: string;
  readonly taskDefinitionArn: string;
  readonly deployment: string;
  readonly container: string;
  readonly image: string;
  readonly cpu: number;
  readonly memory: number;
  readonly ip: string;
  readonly zone: string;
  readonly createdAt: number;
  readonly startedAt: number;
  stoppingAt?: number;
  stoppedAt?: number;
  stopCode?: string;
  stoppedReason?: string;
  exitCode?: number;
  containerReason?: string;
  /** Set on tasks that count as failed ones of their deployment. */
  failed?: boolean;
}

export interface TaskDefinitionRecord {
  readonly arn: string;
  readonly family: string;
  readonly revision: number;
  readonly registeredAt: number;
  readonly cpu: number;
  readonly memory: number;
  readonly container: {
    readonly name: string;
    readonly image: string;
    readonly command: readonly string[];
    readonly environment: Readonly<Record<string, string>>;
    readonly port: number;
    readonly stopTimeout: number | null;
    readonly logGroup: string;
    readonly logPrefix: string;
  };
}

export interface LogEvent {
  readonly at: number;
  readonly stream: string;
  readonly message: string;
}

export interface StoredObject {
  readonly key: string;
  readonly at: number;
  /** Made when it is first asked for. */
  readonly body: () => Buffer;
}

export interface TrailEvent {
  readonly at: number;
  readonly id: string;
  readonly name: string;
  /** `ecs.amazonaws.com` */
  readonly source: string;
  readonly user: string;
  readonly accessKey: string | null;
  readonly readOnly: boolean;
  readonly resources: readonly { readonly type: string; readonly name: string }[];
  readonly detail: Readonly<Record<string, unknown>>;
}
