import { describe, expect, it } from '@jest/globals';
import { httpsTargetGroup as check } from '../../../src/checks/targets/https-target-group.ts';
import { context, targetGroup } from '../../support/evidence.ts';

describe('targets/https-target-group', () => {
  it('speaks of a group that talks TLS', () => {
    expect(check.run({ targetGroups: [targetGroup({ protocol: 'HTTPS', port: 443 })] }, context)).toMatchObject({
      status: 'seen',
      args: { count: 1 },
    });
  });

  it('is silent about plain HTTP', () => {
    expect(check.run({ targetGroups: [targetGroup()] }, context)).toMatchObject({ status: 'not-seen' });
  });

  it('cannot tell without target groups', () => {
    expect(check.run({ targetGroups: [] }, context)).toMatchObject({ status: 'unknown', reason: 'empty' });
  });
});
