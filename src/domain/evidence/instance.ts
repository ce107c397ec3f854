/** An EC2 instance behind a target group: registered as such, by its address, or as the host of a container. */
export interface Instance {
  readonly id: string;
  readonly state: string | null; // pending | running | shutting-down | terminated | stopping | stopped
  readonly type: string | null; // t3.medium
  readonly imageId: string | null;
  readonly launchedAt: string | null;
  readonly stoppedReason: string | null; // 'User initiated (2026-11-23 10:04:11 GMT)'
  readonly zone: string | null;
  readonly subnetId: string | null;
  readonly privateIps: readonly string[];
  readonly securityGroups: readonly string[]; // sg-…
  readonly autoScalingGroup: string | null; // of the tag aws:autoscaling:groupName
  readonly launchTemplateVersion: string | null; // of the tag aws:ec2launchtemplate:version
  readonly tags: Readonly<Record<string, string>>;
  /** ok | impaired | initializing | insufficient-data | not-applicable; null where DescribeInstanceStatus gave none. */
  readonly systemStatus: string | null;
  readonly instanceStatus: string | null;
  readonly ebsStatus: string | null;
  readonly events: readonly {
    readonly code: string;
    readonly description: string;
    readonly notBefore: string | null;
  }[];
}
