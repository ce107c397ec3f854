/** A Lambda function that is a target of the load balancer. */
export interface LambdaFunction {
  readonly arn: string; // as registered, with alias or version
  readonly name: string;
  readonly qualifier: string | null; // alias or version
  readonly targetGroupArn: string;
  /** As registered: false also where only its alias or version is gone. Null where nobody could look. */
  readonly exists: boolean | null;
  /** The function itself, whatever is registered of it. */
  readonly nameExists: boolean | null;
  readonly version: string | null; // what the alias points to
  readonly runtime: string | null; // nodejs24.x
  readonly handler: string | null;
  readonly timeoutSeconds: number | null;
  readonly memoryMb: number | null;
  readonly layers: readonly string[];
  readonly state: string | null; // Active | Pending | Inactive | Failed
  readonly stateReason: string | null;
  readonly lastModified: string | null;
  readonly lastUpdateStatus: string | null;
  readonly lastUpdateReason: string | null; // SubnetOutOfIPAddresses, and what Lambda says of it
  readonly vpcSubnets: readonly string[];
  readonly logGroup: string | null;
  readonly environment: Readonly<Record<string, string>>; // redacted at capture
  /** Null where the policy could not be read; false where no statement lets this target group invoke it. */
  readonly invokableByLoadBalancer: boolean | null;
  readonly reservedConcurrency: number | null; // null: none reserved
  readonly accountConcurrency: number | null;
}
