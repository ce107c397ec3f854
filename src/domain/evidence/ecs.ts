export interface EcsService {
  readonly arn: string;
  readonly name: string;
  readonly cluster: string; // name
  readonly clusterArn: string;
  readonly status: string | null;
  readonly desiredCount: number | null;
  readonly runningCount: number | null;
  readonly pendingCount: number | null;
  readonly launchType: string | null;
  readonly capacityProviders: readonly string[];
  readonly taskDefinitionArn: string | null;
  readonly healthCheckGracePeriodSeconds: number | null;
  readonly minimumHealthyPercent: number | null;
  readonly maximumPercent: number | null;
  readonly circuitBreaker: boolean | null;
  readonly loadBalancers: readonly {
    readonly targetGroupArn: string;
    readonly containerName: string | null;
    readonly containerPort: number | null;
  }[];
  readonly deployments: readonly EcsDeployment[];
  /** Newest first, as ECS gives them; ECS keeps the last 100. */
  readonly events: readonly { readonly at: string; readonly message: string }[];
}

export interface EcsDeployment {
  readonly id: string;
  readonly status: string | null; // PRIMARY | ACTIVE | INACTIVE
  readonly taskDefinitionArn: string | null;
  readonly createdAt: string | null;
  readonly updatedAt: string | null;
  readonly desiredCount: number | null;
  readonly runningCount: number | null;
  readonly failedTasks: number | null;
  readonly rolloutState: string | null; // IN_PROGRESS | COMPLETED | FAILED
  readonly rolloutStateReason: string | null;
}

export interface EcsTask {
  readonly arn: string;
  readonly service: string | null; // 'service:api' → 'api'
  readonly cluster: string;
  readonly taskDefinitionArn: string | null;
  readonly lastStatus: string | null;
  readonly desiredStatus: string | null;
  readonly healthStatus: string | null;
  readonly zone: string | null;
  readonly privateIps: readonly string[];
  readonly createdAt: string | null;
  readonly startedAt: string | null;
  readonly stoppingAt: string | null;
  readonly stoppedAt: string | null;
  readonly stopCode: string | null;
  readonly stoppedReason: string | null;
  readonly containers: readonly {
    readonly name: string;
    readonly image: string | null;
    readonly exitCode: number | null;
    readonly reason: string | null;
    readonly lastStatus: string | null;
  }[];
}

export interface TaskDefinition {
  readonly arn: string;
  readonly family: string;
  readonly revision: number;
  readonly registeredAt: string | null;
  readonly cpu: number | null; // CPU units, 1024 a vCPU
  readonly memory: number | null; // MiB
  readonly containers: readonly ContainerDefinition[];
}

export interface ContainerDefinition {
  readonly name: string;
  readonly image: string | null;
  readonly essential: boolean | null;
  readonly command: readonly string[];
  readonly entryPoint: readonly string[];
  /** Values are redacted at capture; secrets appear as `<redacted:…>`. */
  readonly environment: Readonly<Record<string, string>>;
  readonly portMappings: readonly {
    readonly containerPort: number | null;
    readonly hostPort: number | null;
    readonly protocol: string | null;
  }[];
  readonly cpu: number | null;
  readonly memory: number | null; // MiB, hard limit
  readonly memoryReservation: number | null;
  readonly stopTimeoutSeconds: number | null;
  readonly healthCheckCommand: readonly string[];
  readonly logGroup: string | null;
  readonly logRegion: string | null;
  readonly logStreamPrefix: string | null;
}
