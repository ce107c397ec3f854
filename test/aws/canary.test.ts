import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DescribeServicesCommand, DescribeTaskDefinitionCommand, DescribeTasksCommand } from '@aws-sdk/client-ecs';
import {
  DescribeListenersCommand,
  DescribeLoadBalancerAttributesCommand,
  DescribeLoadBalancersCommand,
  DescribeRulesCommand,
  DescribeTargetGroupAttributesCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from '@jest/globals';
import { makeAws } from '../../src/aws/index.ts';
import { evidenceKinds } from '../../src/domain/evidence.ts';
import { made502 } from '../support/alb-log.ts';
import {
  asAttributes,
  at,
  attributes,
  awsError,
  body,
  clock,
  definition,
  loadBalancer,
  logFile,
  mockAccount,
  region,
  service,
  targetGroup,
  task,
  updateService,
  window,
} from '../support/aws-account.ts';
import { allCanaries, canaries, leakedFrom } from '../support/canaries.ts';

const signal = new AbortController().signal;

async function collect() {
  const aws = makeAws({ profiles: [], region, deadlineMs: 20_000, clock });
  const located = await aws.locate('shop-alb', { signal });
  if (located.status !== 'found') throw new Error('the mocked account has one');
  return aws.collect({ scope: located.scope, window, kinds: evidenceKinds, signal });
}

/** An account that has every secret in every place where a text of people or programs can stand. */
function plantEverywhere(planted: string) {
  const { elb, cloudwatch, ecs, cloudtrail, logs, s3 } = mockAccount();
  elb.on(DescribeLoadBalancersCommand).resolves({
    LoadBalancers: [{ ...loadBalancer, AvailabilityZones: [{ ZoneName: planted }] }],
  });
  elb.on(DescribeLoadBalancerAttributesCommand).resolves({
    Attributes: asAttributes({ ...attributes, 'x.y': planted }),
  });
  elb.on(DescribeListenersCommand).resolves({ Listeners: [{ ListenerArn: 'l', SslPolicy: planted }] });
  elb.on(DescribeRulesCommand).resolves({
    Rules: [{ Conditions: [{ Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: 'x', Values: [planted] } }] }],
  });
  elb.on(DescribeTargetGroupsCommand).resolves({ TargetGroups: [{ ...targetGroup, HealthCheckPath: planted }] });
  elb.on(DescribeTargetGroupAttributesCommand).resolves({ Attributes: asAttributes({ a: planted }) });
  elb.on(DescribeTargetHealthCommand).resolves({
    TargetHealthDescriptions: [{ Target: { Id: 'i' }, TargetHealth: { State: 'unhealthy', Description: planted } }],
  });
  cloudwatch.on(GetMetricDataCommand).callsFake(({ MetricDataQueries }) => ({
    MetricDataResults: [
      { Id: 'm0', Timestamps: [at], Values: [1], StatusCode: 'Complete' },
      { Id: 'm1', StatusCode: 'InternalError', Label: planted, Messages: [{ Value: planted }] },
    ].slice(0, MetricDataQueries.length),
  }));
  ecs.on(DescribeServicesCommand).resolves({
    services: [{ ...service, events: [{ createdAt: at, message: planted }] }],
  });
  for (const stopped of [false, true]) {
    ecs
      .on(DescribeTasksCommand, { tasks: [stopped ? 'stopped' : 'running'] })
      .resolves({ tasks: [{ ...task(12, stopped), stoppedReason: planted }] });
  }
  const [container] = definition(12).containerDefinitions;
  ecs.on(DescribeTaskDefinitionCommand).resolves({
    taskDefinition: {
      ...definition(12),
      containerDefinitions: [
        { ...container, command: ['sh', '-c', planted], environment: [{ name: 'NOTE', value: planted }] },
      ],
    },
  });
  cloudtrail.on(LookupEventsCommand).resolves({
    Events: [
      {
        ...updateService,
        Username: planted,
        CloudTrailEvent: JSON.stringify({ requestParameters: { description: planted, nested: { more: [planted] } } }),
      },
    ],
  });
  logs.on(FilterLogEventsCommand).resolves({
    events: canaries.map(({ text }) => ({ timestamp: at.getTime(), logStreamName: 's', message: `ERROR ${text}` })),
  });
  const lines = canaries.map(({ text }) => made502({ userAgent: text.replaceAll('"', '\\"').replaceAll('\n', ' ') }));
  s3.on(GetObjectCommand).callsFake(() => ({ Body: body(logFile(lines)) }));
}

describe('redaction at capture', () => {
  it('leaves no secret in any kind of evidence', async () => {
    plantEverywhere(allCanaries);

    const { evidence, redactions, objects } = await collect();

    const leaks = Object.fromEntries(evidenceKinds.map((kind) => [kind, leakedFrom(evidence[kind])]));
    expect(leaks).toEqual(Object.fromEntries(evidenceKinds.map((kind) => [kind, []])));
    expect(leakedFrom(objects)).toEqual([]);
    const marked = evidenceKinds.filter((kind) => JSON.stringify(evidence[kind]).includes('<redacted:'));
    expect(marked).toEqual(evidenceKinds.filter((kind) => kind !== 'baselineMetrics' || marked.includes(kind)));
    expect(Object.values(redactions).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(50);
  });

  it.each(canaries)('finds a $type alone in a log line', async ({ text }) => {
    plantEverywhere(text);

    expect(leakedFrom((await collect()).evidence)).toEqual([]);
  });

  it('leaves no secret in the details of gaps', async () => {
    const { elb, ecs, cloudtrail, s3 } = mockAccount();
    const failure = awsError('AccessDeniedException', allCanaries.slice(0, 250));
    elb.on(DescribeTargetHealthCommand).rejects(failure);
    ecs.on(DescribeServicesCommand).rejects(failure);
    cloudtrail.on(LookupEventsCommand).rejects(failure);
    s3.on(GetObjectCommand).rejects(failure);
    expect(leakedFrom(failure.message).length).toBeGreaterThan(2);

    expect(leakedFrom((await collect()).evidence)).toEqual([]);
  });

  it('gives the same answers the same placeholders', async () => {
    plantEverywhere(allCanaries);
    const first = (await collect()).evidence;
    plantEverywhere(allCanaries);

    expect((await collect()).evidence).toEqual(first);
  });
});
