import { describe, expect, it } from '@jest/globals';
import { collectors } from '../../src/aws/collectors/index.ts';
import { iamActions } from '../../src/aws/index.ts';
import { locateActions } from '../../src/aws/locate.ts';
import { iamAction } from '../../src/aws/sending.ts';
import type { Step } from '../../src/aws/trip.ts';
import { type EvidenceKind, evidenceKinds } from '../../src/domain/evidence.ts';
import { windowOf } from '../../src/domain/window.ts';
import { mockAccount, operationsCalled, window } from '../support/aws-account.ts';
import { collectKind } from '../support/collect-kind.ts';

function declaredBy(step: Step<unknown>): readonly string[] {
  return [...step.actions, ...step.needs.flatMap(declaredBy)];
}

const functions = ['GetFunctionConfiguration', 'GetPolicy', 'GetFunctionConcurrency', 'GetAlias'].map(
  (n) => `lambda:${n}`,
);
const targets = ['elasticloadbalancing:DescribeTargetHealth'];
const groups = ['autoscaling:DescribeAutoScalingGroups', ...targets];
const diaries = ['ScalingActivities', 'LifecycleHooks', 'Policies', 'InstanceRefreshes'].map(
  (what) => `autoscaling:Describe${what}`,
);
const objects = ['s3:GetObject', 's3:ListBucket'];

/** What only other stacks call for than the mocked one: instances, functions, logs that are off here. */
const ofOtherStacks: Partial<Record<EvidenceKind, readonly string[]>> = {
  changes: [...functions, ...groups],
  applicationLogs: [...targets, ...functions, ...groups, 'logs:DescribeLogGroups', 'logs:DescribeLogStreams'],
  instances: [...groups, 'ec2:DescribeInstances', 'ec2:DescribeInstanceStatus'],
  scaling: [...groups, ...diaries],
  // The rules by themselves are asked for where their groups are refused.
  network: ['ec2:DescribeNetworkInterfaces', 'ec2:DescribeSecurityGroups', 'ec2:DescribeSecurityGroupRules'],
  flowRecords: [
    ...objects,
    'logs:FilterLogEvents',
    ...['DescribeServices', 'ListServices', 'DescribeTasks', 'ListTasks'].map((name) => `ecs:${name}`),
  ],
  functions: [...functions, ...targets, 'lambda:GetAccountSettings'],
  certificates: ['acm:DescribeCertificate'],
  dataStores: [...functions, ...targets],
  deployments: [...groups, ...diaries],
  resourceMetrics: [...groups, 'ec2:DescribeInstances', 'cloudwatch:ListMetrics', ...functions],
  healthCheckLog: objects,
  connectionLog: objects,
  alarmHistory: [...functions, ...targets],
};

describe('the actions of a collector', () => {
  it.each(evidenceKinds)('%s calls only what it and its steps declare, and all of it', async (kind) => {
    const mocked = mockAccount();
    await collectKind(kind);
    // A long window goes another way through the logs.
    await collectKind(kind, { window: windowOf(new Date('2026-11-20T06:00:00Z'), new Date(window.to)) });

    const own = operationsCalled(mocked).map(iamAction);
    const declared = new Set(declaredBy(collectors[kind]));
    expect(own.filter((action) => !declared.has(action) && !locateActions.includes(action))).toEqual([]);
    const elsewhere = ['logs:StopQuery', ...(ofOtherStacks[kind] ?? [])];
    expect([...declared].filter((action) => !own.includes(action) && !elsewhere.includes(action))).toEqual([]);
  });

  it('are read-only, every one', () => {
    expect(
      iamActions().filter((action) => !/:(Describe|List|Get|BatchGet|Lookup|Filter|StartQuery|StopQuery)/.test(action)),
    ).toEqual([]);
  });
});
