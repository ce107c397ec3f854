import { describe, expect, it } from '@jest/globals';
import { Stats } from '../../../sandbox/aws/stats.ts';

const once = { nextPage: false };

describe('Stats', () => {
  it('deepens the chain by calls that use what another answered', () => {
    const stats = new Stats();
    stats.begin('elb:DescribeLoadBalancers', { Names: ['shop-alb'] }, once).end('{"arn":"arn:lb/shop-alb/1"}');
    stats.begin('elb:DescribeTargetGroups', { LoadBalancerArn: 'arn:lb/shop-alb/1' }, once).end('{"arn":"arn:tg/7"}');
    stats.begin('elb:DescribeTargetHealth', { TargetGroupArn: 'arn:tg/7' }, once).end('{}');

    expect(stats.read()).toMatchObject({
      longestChain: 3,
      chain: ['elb:DescribeLoadBalancers', 'elb:DescribeTargetGroups', 'elb:DescribeTargetHealth'],
    });
  });

  it('counts calls that merely follow each other only in the sequence', () => {
    const stats = new Stats();
    for (const action of ['ecs:ListClusters', 'logs:DescribeLogGroups', 'cloudtrail:LookupEvents']) {
      stats.begin(action, { maxResults: 50 }, once).end('{}');
    }

    expect(stats.read()).toMatchObject({ requests: 3, longestChain: 1, longestSequence: 3 });
  });

  it('does not deepen it by pages and log queries', () => {
    const stats = new Stats();
    stats.begin('ecs:ListServices', { cluster: 'shop-prod' }, once).end('{"nextToken":"tok-1"}');
    stats
      .begin('ecs:ListServices', { cluster: 'shop-prod', nextToken: 'tok-1' }, { nextPage: true })
      .end('{"arn":"svc-2"}');
    stats.begin('logs:StartQuery', { logGroupName: 'svc-2' }, once).end('{"queryId":"query-9"}');
    stats.begin('logs:GetQueryResults', { queryId: 'query-9' }, once).end('{}');

    expect(stats.read().longestChain).toBe(1);
  });

  it('runs side by side at one depth, and a value counts from where it was first known', () => {
    const stats = new Stats();
    stats.begin('a:One', {}, once).end('{"arn":"arn:known"}');
    const [left, right] = [
      stats.begin('a:Two', { Arn: 'arn:known' }, once),
      stats.begin('a:Three', { Arn: 'arn:known' }, once),
    ];
    left.end('{"arn":"arn:known"}');
    right.end('{}');
    stats.begin('a:Four', { Arn: 'arn:known' }, once).end('{}');

    expect(stats.read()).toMatchObject({ longestChain: 2, longestSequence: 3 });
  });

  it('does not count a value that the caller had used before it came back in an answer', () => {
    const stats = new Stats();
    stats.begin('cloudwatch:GetMetricData', { MetricName: 'RequestCount' }, once).end('{"Label":"RequestCount"}');
    stats.begin('cloudwatch:GetMetricData', { MetricName: 'RequestCount' }, once).end('{"Label":"RequestCount"}');

    expect(stats.read().longestChain).toBe(1);
  });

  it('forgets everything on reset', () => {
    const stats = new Stats();
    stats.begin('a:One', {}, once).end('{}');
    stats.reset();

    expect(stats.read()).toMatchObject({ requests: 0, longestChain: 0, chain: [] });
  });
});
