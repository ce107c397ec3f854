import {
  DescribeListenersCommand,
  DescribeLoadBalancerAttributesCommand,
  DescribeRulesCommand,
  DescribeTargetGroupAttributesCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { describe, expect, it } from '@jest/globals';
import { albArn, awsError, groupArn, mockAccount, targetGroup } from '../../support/aws-account.ts';
import { collectKind } from '../../support/collect-kind.ts';

describe('loadBalancer', () => {
  it('is what AWS says, with a page of the console', async () => {
    mockAccount();

    expect(await collectKind('loadBalancer')).toEqual({
      status: 'complete',
      value: {
        name: 'shop-alb',
        arn: albArn,
        dnsName: 'shop-alb-1234567890.ap-northeast-1.elb.amazonaws.com',
        type: 'application',
        scheme: 'internet-facing',
        state: 'active',
        zones: ['ap-northeast-1a', 'ap-northeast-1c'],
        securityGroups: ['sg-alb'],
        createdAt: '2026-01-01T00:00:00.000Z',
      },
      ref: {
        id: 'ev_1',
        kind: 'loadBalancer',
        what: 'load balancer shop-alb',
        link: `https://ap-northeast-1.console.aws.amazon.com/ec2/home?region=ap-northeast-1#LoadBalancer:loadBalancerArn=${albArn}`,
      },
    });
  });
});

describe('loadBalancerAttributes', () => {
  it('reads timeouts and the place of the access log', async () => {
    mockAccount();

    expect(await collectKind('loadBalancerAttributes')).toMatchObject({
      value: {
        idleTimeoutSeconds: 60,
        clientKeepAliveSeconds: 3600,
        accessLogs: { enabled: true, bucket: 'shop-logs', prefix: null },
        raw: { 'idle_timeout.timeout_seconds': '60' },
      },
    });
  });

  it('is a gap when AWS gives none: every load balancer has some', async () => {
    mockAccount().elb.on(DescribeLoadBalancerAttributesCommand).resolves({ Attributes: [] });

    expect(await collectKind('loadBalancerAttributes')).toMatchObject({
      status: 'missing',
      gaps: [{ reason: 'empty' }],
    });
  });
});

describe('listeners', () => {
  it('makes conditions readable and reads weights', async () => {
    const { elb } = mockAccount();
    elb.on(DescribeRulesCommand).resolves({
      Rules: [
        {
          Priority: '1',
          Conditions: [
            { Field: 'host-header', HostHeaderConfig: { Values: ['a.example', 'b.example'] } },
            { Field: 'query-string', QueryStringConfig: { Values: [{ Key: 'v', Value: '2' }] } },
            { Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: 'x-canary', Values: ['yes'] } },
          ],
          Actions: [{ Type: 'forward', ForwardConfig: { TargetGroups: [{ TargetGroupArn: groupArn, Weight: 90 }] } }],
        },
      ],
    });

    expect(await collectKind('listeners')).toMatchObject({
      value: [
        {
          port: 443,
          rules: [
            {
              priority: '1',
              conditions: ['host-header a.example | b.example', 'query-string v=2', 'http-header x-canary yes'],
              actions: [{ type: 'forward', targetGroups: [{ arn: groupArn, weight: 90 }] }],
            },
          ],
        },
      ],
    });
  });

  it('reads every page, and is partial when the rules of one listener are denied', async () => {
    const { elb } = mockAccount();
    elb
      .on(DescribeListenersCommand)
      .resolvesOnce({ Listeners: [{ ListenerArn: 'one' }], NextMarker: 'm' })
      .resolves({ Listeners: [{ ListenerArn: 'two' }] });
    expect(await collectKind('listeners')).toMatchObject({
      status: 'complete',
      value: [{ arn: 'one' }, { arn: 'two' }],
    });

    elb.on(DescribeListenersCommand).resolves({ Listeners: [{ ListenerArn: 'one' }, { ListenerArn: 'two' }] });
    elb.on(DescribeRulesCommand, { ListenerArn: 'two' }).rejects(awsError('AccessDenied'));
    expect(await collectKind('listeners')).toMatchObject({
      status: 'partial',
      value: [{ arn: 'one' }],
      gaps: [{ reason: 'denied', action: 'elasticloadbalancing:DescribeRules' }],
    });
  });
});

describe('targetGroups', () => {
  it('joins a group with its attributes', async () => {
    mockAccount();

    expect(await collectKind('targetGroups')).toMatchObject({
      status: 'complete',
      value: [
        {
          arn: groupArn,
          name: 'shop-api',
          dimension: 'targetgroup/shop-api/73e2d6bc24d8a067',
          port: 3000,
          targetType: 'ip',
          healthCheck: { path: '/health', matcher: '200', intervalSeconds: 30, unhealthyThreshold: 2 },
          deregistrationDelaySeconds: 300,
          slowStartSeconds: 0,
        },
      ],
    });
  });

  it('keeps a group without its attributes: null, and a gap', async () => {
    mockAccount().elb.on(DescribeTargetGroupAttributesCommand).rejects(awsError('AccessDenied'));

    expect(await collectKind('targetGroups')).toMatchObject({
      status: 'partial',
      value: [{ name: 'shop-api', deregistrationDelaySeconds: null }],
      gaps: [{ reason: 'denied', action: 'elasticloadbalancing:DescribeTargetGroupAttributes' }],
    });
  });
});

describe('targetHealth', () => {
  it('reads each group on its own', async () => {
    const { elb } = mockAccount();
    elb.on(DescribeTargetGroupsCommand).resolves({ TargetGroups: [targetGroup, { TargetGroupArn: 'other' }] });
    elb.on(DescribeTargetHealthCommand, { TargetGroupArn: 'other' }).resolves({
      TargetHealthDescriptions: [
        {
          Target: { Id: '10.0.12.9', Port: 80 },
          TargetHealth: {
            State: 'unhealthy',
            Reason: 'Target.FailedHealthChecks',
            Description: 'Health checks failed',
          },
        },
      ],
    });

    expect(await collectKind('targetHealth')).toMatchObject({
      value: [
        {
          targetGroupArn: groupArn,
          id: '10.0.11.54',
          port: 3000,
          zone: 'ap-northeast-1a',
          state: 'healthy',
          reason: null,
        },
        {
          targetGroupArn: 'other',
          id: '10.0.12.9',
          state: 'unhealthy',
          reason: 'Target.FailedHealthChecks',
          zone: null,
        },
      ],
    });
  });
});
