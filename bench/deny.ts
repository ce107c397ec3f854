import { seedOf } from './degrade.ts';
import { makeRandom } from './random.ts';

/** What collectors stand on. Locating is left alone: without a target there is no run to score. */
const operations = [
  'acm:DescribeCertificate',
  'autoscaling:DescribeAutoScalingGroups',
  'cloudformation:DescribeStackEvents',
  'cloudtrail:LookupEvents',
  'cloudwatch:DescribeAlarmHistory',
  'cloudwatch:GetMetricData',
  'codedeploy:ListDeployments',
  'ec2:DescribeInstances',
  'ec2:DescribeNetworkAcls',
  'ec2:DescribeSecurityGroups',
  'ecs:DescribeServices',
  'ecs:DescribeTaskDefinition',
  'ecs:DescribeTasks',
  'elasticache:DescribeReplicationGroups',
  'elasticloadbalancing:DescribeListeners',
  'elasticloadbalancing:DescribeLoadBalancerAttributes',
  'elasticloadbalancing:DescribeTargetGroups',
  'elasticloadbalancing:DescribeTargetHealth',
  'lambda:GetFunctionConfiguration',
  'logs:FilterLogEvents',
  'rds:DescribeDBInstances',
  's3:GetObject',
] as const;

export function chosenDenials(id: string, share: number, seed: number): string[] {
  const random = makeRandom(seedOf(`${id} ${seed}`));
  return operations.filter(() => random() < share);
}

export async function deny(endpoint: string, denied: readonly string[]): Promise<void> {
  const body = JSON.stringify(denied.map((operation) => ({ operation, kind: 'denied' })));
  const reply = await fetch(`${endpoint}/_sandbox/faults`, { method: 'POST', body });
  if (!reply.ok) throw new Error(`the stand-in refused the faults: ${await reply.text()}`);
}

/** Only what was asked for can be missed. */
export async function whichWereAsked(endpoint: string, denied: readonly string[]): Promise<string[]> {
  const reply = await fetch(`${endpoint}/_sandbox/stats`);
  const { byApi } = (await reply.json()) as { readonly byApi: Readonly<{ [operation: string]: number }> };
  return denied.filter((operation) => operation in byApi);
}
