import { describe, expect, it } from '@jest/globals';
import { addressWithoutInterface as check } from '../../../src/checks/network/address-without-interface.ts';
import { context, target, targetGroup } from '../../support/evidence.ts';
import { network } from '../../support/network.ts';

const two = (state: string) => [target({ id: '10.0.11.10' }), target({ id: '10.0.11.99', state })];
const answer = (targetHealth = two('unhealthy'), state = network({ addressesWithoutInterface: ['10.0.11.99'] })) =>
  check.run({ network: state, targetGroups: [targetGroup()], targetHealth }, context);

describe('network/address-without-interface', () => {
  it('speaks of a registered address that nobody has', () => {
    expect(answer()).toMatchObject({ status: 'seen', args: { count: 1, total: 2 } });
  });

  it('is silent where every address has an interface', () => {
    expect(answer(two('unhealthy'), network())).toMatchObject({ status: 'not-seen' });
  });

  it('believes a health check that passes', () => {
    expect(answer(two('healthy'))).toMatchObject({ status: 'not-seen' });
  });

  it('does not take an answer without a single interface of a target for the truth while others serve', () => {
    const bare = network({
      interfaces: network().interfaces.filter(({ of }) => of === 'load-balancer'),
      addressesWithoutInterface: ['10.0.11.10', '10.0.11.99'],
    });

    expect(answer(two('unhealthy'), bare)).toMatchObject({ status: 'unknown', reason: 'empty' });
  });

  it('does not ask of instances', () => {
    const groups = [targetGroup({ targetType: 'instance' })];

    expect(check.run({ network: network(), targetGroups: groups, targetHealth: [target()] }, context)).toMatchObject({
      status: 'not-applicable',
    });
  });
});
