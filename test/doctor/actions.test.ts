import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type RunningAws, startAws } from '../../sandbox/aws/server.ts';
import { makeAwsProbe } from '../../src/aws/doctor.ts';
import { iamActions } from '../../src/aws/index.ts';
import { say } from '../../src/messages/say.ts';
import { idsIn } from './clinic.ts';

const credentials = { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret-of-the-example' };
const before = { ...process.env };
beforeAll(() => {
  Object.assign(process.env, credentials);
});
afterAll(() => {
  process.env = before;
});

const look = (aws: RunningAws, alarms = true) =>
  makeAwsProbe({
    region: aws.region,
    endpoint: aws.endpoint,
    profiles: [],
    deadlineMs: 60_000,
    clock: { now: () => new Date() },
    target: aws.target,
    lastTarget: async () => null,
    alarms,
    onDate: () => undefined,
  }).run(new AbortController().signal);

async function withFault(aws: RunningAws, operation: string) {
  const set = (faults: readonly object[]) =>
    fetch(`${aws.endpoint}/_sandbox/faults`, { method: 'POST', body: JSON.stringify(faults) });
  await set([{ operation, kind: 'denied' }]);
  try {
    return await look(aws);
  } finally {
    await set([]);
  }
}

/** What a stack of tasks on Fargate without databases, functions or stacks of CloudFormation has no use for. */
const forOtherStacks = [
  'autoscaling:DescribeAutoScalingGroups',
  'autoscaling:DescribeInstanceRefreshes',
  'autoscaling:DescribeLifecycleHooks',
  'autoscaling:DescribePolicies',
  'autoscaling:DescribeScalingActivities',
  'cloudformation:DescribeStackEvents',
  'cloudwatch:ListMetrics',
  'codedeploy:BatchGetDeployments',
  'ec2:DescribeInstanceStatus',
  'ec2:DescribeInstances',
  'ec2:DescribeSecurityGroupRules',
  'lambda:GetAccountSettings',
  'lambda:GetAlias',
  'lambda:GetFunctionConcurrency',
  'lambda:GetFunctionConfiguration',
  'lambda:GetPolicy',
  'logs:DescribeLogGroups',
  'logs:DescribeLogStreams',
  'rds:DescribeDBClusterParameters',
  'rds:DescribeDBParameters',
];
/** Windows of a day and more ask these; the doctor's short one does not. */
const forLongWindows = ['logs:GetQueryResults', 'logs:StartQuery', 'logs:StopQuery'];
const notNeeded = [...forOtherStacks, ...forLongWindows].toSorted();
const tried = iamActions().filter((action) => !notNeeded.includes(action));

/** Denied, it is the one thing that failed, with the line that mends it. */
async function expectNamed(aws: RunningAws, action: string): Promise<void> {
  const operation = action === 's3:ListBucket' ? 's3:ListObjectsV2' : action;
  const found = await withFault(aws, operation);

  const refused = found.filter(({ state }) => state === 'failed');
  expect(refused.map(({ id, said }) => `${id} ${said.args?.action}`)).toEqual([`aws/denied ${action}`]);
  expect(refused.map(({ fix }) => fix && say('en', fix))).toEqual([expect.stringContaining(`"Action":"${action}"`)]);
}

describe('the doctor tries each IAM action', () => {
  let aws: RunningAws;
  beforeAll(async () => {
    aws = await startAws({ world: 'test/sandbox/tiny.yaml', port: 0, pageSize: 100 });
  }, 60_000);
  afterAll(() => aws.stop());

  it('and says how many were allowed, and which had no need to be tried', async () => {
    const found = await look(aws);

    expect(idsIn(found, 'ok')).toEqual(['aws/account', 'aws/actions']);
    expect(found.find(({ id }) => id === 'aws/actions')?.said.args).toMatchObject({ count: tried.length });
    const rest = found.find(({ id }) => id === 'aws/not-needed');
    expect(rest?.said.args).toMatchObject({ actions: notNeeded.join(', ') });
  }, 60_000);

  it('but none that only alarms need where there are none', async () => {
    const found = await look(aws, false);

    expect(String(found.find(({ id }) => id === 'aws/not-needed')?.said.args?.actions)).toContain(
      'cloudwatch:DescribeAlarms',
    );
    expect(idsIn(found, 'failed')).toEqual([]);
  }, 60_000);

  it.each(tried)('and names %s when it is denied, and no other', (action) => expectNamed(aws, action), 60_000);
});

describe.each([
  ['hornbeam', forOtherStacks.filter((action) => /^(autoscaling:|ec2:DescribeInstance)/.test(action))],
  ['stilt', []],
  ['avocet', forOtherStacks.filter((action) => /^lambda:Get(Function|Policy)/.test(action))],
] as const)('on the stack of %s it tries what others need not', (world, actions) => {
  let aws: RunningAws;
  beforeAll(async () => {
    aws = await startAws({ world, port: 0, pageSize: 100 });
  }, 60_000);
  afterAll(() => aws.stop());

  it('finds nothing wrong when all is allowed', async () => {
    expect(idsIn(await look(aws), 'failed')).toEqual([]);
  }, 60_000);

  for (const action of actions) {
    it(`names ${action} when it is denied, and no other`, () => expectNamed(aws, action), 60_000);
  }
});
