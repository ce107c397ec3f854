import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { namedIn } from '../../src/slack/targets-in.ts';

const arn = 'arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/shop-alb/50dc6c495c0c9188';

describe('what a message names', () => {
  it.each([
    ['an ARN', arn, [arn]],
    ['an ARN in a link of Slack', `<https://console.aws.amazon.com/ec2#${arn}|open>`, [arn]],
    ['a CloudWatch dimension', 'LoadBalancer: app/shop-alb/50dc6c495c0c9188', ['shop-alb']],
    ['a dimension with markup', '*LoadBalancer*: `app/shop-alb/50dc6c495c0c9188`', ['shop-alb']],
    ['a dimension in a URL', 'https://x/?d=LoadBalancer%3Aapp%2Fshop-alb%2F50dc6c495c0c9188', ['shop-alb']],
    [
      'a host name',
      'http://shop-alb-1234567890.eu-west-1.elb.amazonaws.com/x',
      ['shop-alb-1234567890.eu-west-1.elb.amazonaws.com'],
    ],
    [
      'an internal host name',
      'internal-pay-12345.us-east-1.elb.amazonaws.com',
      ['internal-pay-12345.us-east-1.elb.amazonaws.com'],
    ],
    ['an ARN and its own dimension once', `${arn} app/shop-alb/50dc6c495c0c9188`, [arn]],
    ['a network load balancer not at all', 'net/shop-nlb/50dc6c495c0c9188', []],
    ['nothing', 'the shop is slow', []],
  ])('is found in %s', (_what, text, targets) => {
    expect(namedIn({ text }).targets).toEqual(targets);
  });

  it('is found wherever Amazon Q puts it: blocks and attachments, however deep', () => {
    const attachments = [{ blocks: [{ fields: [{ text: 'app/shop-alb/50dc6c495c0c9188' }] }] }];

    expect(namedIn({ text: '', attachments })).toEqual({ targets: ['shop-alb'], alarms: [] });
  });

  it.each([
    [
      'Amazon Q’s title',
      ':rotating_light: *CloudWatch Alarm | shop 502s | us-east-1 | Account: 123456789012*',
      'shop 502s',
    ],
    ['the subject of CloudWatch’s mail', 'ALARM: "shop-502s" in US East (N. Virginia)', 'shop-502s'],
    ['an alarm’s ARN', 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:shop-502s', 'shop-502s'],
  ])('holds the alarm’s name from %s', (_what, text, name) => {
    expect(namedIn({ text }).alarms).toEqual([name]);
  });

  it('is read from whatever a message may hold, without an error and at most twenty of each', () => {
    fc.assert(
      fc.property(fc.anything(), fc.string(), (blocks, text) => {
        const named = namedIn({ text, blocks });
        return named.targets.length <= 20 && named.alarms.length <= 20;
      }),
      { numRuns: 200 },
    );
  });

  it('is found quickly in text that is made to be slow', () => {
    const text = 'CloudWatch Alarm |'.repeat(3_000) + 'a-'.repeat(30_000) + 'ALARM: "'.repeat(3_000);

    expect(namedIn({ text }).targets).toEqual([]);
  });
});
