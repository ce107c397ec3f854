import { describe, expect, it } from '@jest/globals';
import { beanstalkEnvironment as check } from '../../../src/checks/ec2/beanstalk-environment.ts';
import { context, targetGroup } from '../../support/evidence.ts';
import { instance } from '../../support/machines.ts';

describe('ec2/beanstalk-environment', () => {
  it('speaks of instances that carry the tag of an environment', () => {
    const tags = { 'elasticbeanstalk:environment-name': 'shop-prod' };

    expect(check.run({ instances: [instance({ tags })] }, context)).toMatchObject({
      status: 'seen',
      args: { environment: 'shop-prod' },
    });
  });

  it('is silent about others', () => {
    expect(check.run({ instances: [instance()] }, context).status).toBe('not-seen');
    expect(check.run({ instances: [], targetGroups: [targetGroup({ targetType: 'ip' })] }, context).status).toBe(
      'not-seen',
    );
  });

  it('cannot tell of instances that were not described', () => {
    expect(check.run({ instances: [], targetGroups: [targetGroup({ targetType: 'instance' })] }, context).status).toBe(
      'unknown',
    );
  });
});
