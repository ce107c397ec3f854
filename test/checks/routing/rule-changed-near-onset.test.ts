import { describe, expect, it } from '@jest/globals';
import { ruleChangedNearOnset as check } from '../../../src/checks/routing/rule-changed-near-onset.ts';
import type { LoadBalancer } from '../../../src/domain/evidence.ts';
import { listener } from '../../support/certificate.ts';
import { change, context, metrics, series } from '../../support/evidence.ts';

const own = listener();
const loadBalancer: LoadBalancer = {
  name: 'shop-alb',
  arn: 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/shop-alb/50dc',
  dnsName: 'shop-alb-1.eu-west-1.elb.amazonaws.com',
  type: 'application',
  scheme: 'internet-facing',
  state: 'active',
  zones: [],
  securityGroups: [],
  createdAt: null,
};
const failing = metrics({ extra: [series('HTTPCode_ELB_5XX_Count', (minute) => (minute >= 30 ? 20 : 0))] });
const answer = (name: string, resource: string, minute = 29, counted = failing) =>
  check.run(
    {
      changes: [change(minute, name, { resources: [resource] })],
      metrics: counted,
      listeners: [own],
      loadBalancer,
    },
    context,
  );

describe('routing/rule-changed-near-onset', () => {
  it('speaks of a changed rule or listener of this load balancer', () => {
    expect(answer('ModifyRule', own.rules[0]?.arn ?? '')).toMatchObject({ status: 'seen', args: { minutes: 1 } });
    expect(answer('ModifyListener', own.arn)).toMatchObject({ status: 'seen' });
  });

  it('is silent about rules of others, other calls and long ago', () => {
    expect(answer('ModifyRule', 'arn:aws:elasticloadbalancing:…:listener-rule/app/other/1')).toMatchObject({
      status: 'not-seen',
    });
    expect(answer('RegisterTargets', loadBalancer.arn)).toMatchObject({ status: 'not-seen' });
    expect(answer('ModifyRule', own.rules[0]?.arn ?? '', 2)).toMatchObject({ status: 'not-seen' });
  });

  it('does not know when the failures began', () => {
    const always = metrics({ extra: [series('HTTPCode_ELB_5XX_Count', 20)] });

    expect(answer('ModifyListener', own.arn, 29, always)).toMatchObject({ status: 'unknown', reason: 'ambiguous' });
  });
});
