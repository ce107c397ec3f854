import type { TrailEvent } from './history.ts';
import { stableHex } from './names.ts';
import type { Run } from './run.ts';

export interface TrailEntry {
  readonly at: number;
  readonly name: string;
  readonly source: string;
  /** A person or role; `ecs.amazonaws.com` where a service acts for itself. */
  readonly by: string;
  readonly resources: TrailEvent['resources'];
  readonly request: Readonly<Record<string, unknown>>;
  readonly readOnly?: boolean;
}

/** The roles of programs; people have one of their own. */
const roles: Readonly<Record<string, string>> = {
  'github-actions': 'ci-deploy',
  'aws-load-balancer-controller': 'eks-load-balancer-controller',
};

/** Records a call as CloudTrail does, with the JSON that LookupEvents carries as a string. */
export function recordCall(run: Run, entry: TrailEntry): void {
  if (run.metricsOnly) return;
  const { account, region } = run.world;
  const id = run.random.uuid();
  const service = entry.by.endsWith('.amazonaws.com');
  const accessKey = service ? null : `ASIA${stableHex(entry.by, 16).toUpperCase()}`;
  const role = roles[entry.by] ?? 'Developer';
  run.trail.push({
    at: entry.at,
    id,
    name: entry.name,
    source: entry.source,
    user: service ? sessionOf(entry.by) : entry.by,
    accessKey,
    readOnly: entry.readOnly ?? false,
    resources: entry.resources,
    detail: {
      eventVersion: '1.11',
      userIdentity: service
        ? {
            type: 'AssumedRole',
            principalId: `AROA${stableHex(entry.by.split('.')[0] ?? '', 16).toUpperCase()}:${sessionOf(entry.by)}`,
            arn: `arn:aws:sts::${account}:assumed-role/${roleOf(entry.by)}/${sessionOf(entry.by)}`,
            accountId: account,
            invokedBy: entry.by,
          }
        : {
            type: 'AssumedRole',
            principalId: `AROA${stableHex(role, 16).toUpperCase()}:${entry.by}`,
            arn: `arn:aws:sts::${account}:assumed-role/${role}/${entry.by}`,
            accountId: account,
            accessKeyId: accessKey,
          },
      eventTime: `${new Date(entry.at).toISOString().slice(0, 19)}Z`,
      eventSource: entry.source,
      eventName: entry.name,
      awsRegion: region,
      sourceIPAddress: service ? entry.by : '198.51.100.23',
      userAgent: service ? entry.by : 'aws-cli/2.31.3 md/awscrt#0.27.6 ua/2.1 os/linux',
      requestParameters: entry.request,
      responseElements: null,
      requestID: run.random.uuid(),
      eventID: id,
      readOnly: entry.readOnly ?? false,
      eventType: 'AwsApiCall',
      managementEvent: true,
      recipientAccountId: account,
      eventCategory: 'Management',
    },
  });
}

/** AWS's services act in roles of their own. */
const sessionOf = (by: string) => (by.startsWith('autoscaling') ? 'AutoScaling' : 'ecs-service-scheduler');
const roleOf = (by: string) => (by.startsWith('autoscaling') ? 'AWSServiceRoleForAutoScaling' : 'AWSServiceRoleForECS');
