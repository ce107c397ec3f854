export interface LoadBalancer {
  readonly name: string;
  readonly arn: string;
  readonly dnsName: string;
  readonly type: string;
  readonly scheme: string | null;
  readonly state: string | null;
  readonly zones: readonly string[];
  readonly securityGroups: readonly string[];
  readonly createdAt: string | null;
}

export interface LoadBalancerAttributes {
  readonly idleTimeoutSeconds: number | null;
  readonly clientKeepAliveSeconds: number | null;
  readonly accessLogs: { readonly enabled: boolean; readonly bucket: string | null; readonly prefix: string | null };
  readonly raw: Readonly<Record<string, string>>;
}

export interface Listener {
  readonly arn: string;
  readonly port: number | null;
  readonly protocol: string | null;
  readonly sslPolicy: string | null;
  readonly certificates: readonly string[];
  readonly rules: readonly ListenerRule[];
}

export interface ListenerRule {
  readonly arn: string;
  readonly priority: string; // 'default' or a number
  readonly conditions: readonly string[]; // readable: 'path-pattern /api/*'
  readonly actions: readonly {
    readonly type: string;
    readonly targetGroups: readonly { readonly arn: string; readonly weight: number | null }[];
  }[];
}

export interface TargetGroup {
  readonly arn: string;
  readonly name: string;
  readonly dimension: string; // targetgroup/shop-api/73e2d6bc24d8a067
  readonly protocol: string | null;
  readonly protocolVersion: string | null;
  readonly port: number | null;
  readonly targetType: string | null; // instance | ip | lambda | alb
  /** Of the target optimizer's agent; absent where the group has none. */
  readonly targetControlPort?: number | null;
  readonly healthCheck: {
    readonly protocol: string | null;
    readonly port: string | null;
    readonly path: string | null;
    readonly matcher: string | null;
    readonly intervalSeconds: number | null;
    readonly timeoutSeconds: number | null;
    readonly healthyThreshold: number | null;
    readonly unhealthyThreshold: number | null;
  };
  readonly deregistrationDelaySeconds: number | null;
  readonly slowStartSeconds: number | null;
  /** Null where they could not be read; left out where an older bundle has none. */
  readonly tags?: Readonly<Record<string, string>> | null;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface TargetHealth {
  readonly targetGroupArn: string;
  readonly id: string; // IP, instance id or function ARN
  readonly port: number | null;
  readonly zone: string | null;
  readonly state: string; // initial | healthy | unhealthy | unused | draining | unavailable
  readonly reason: string | null;
  readonly description: string | null;
}
