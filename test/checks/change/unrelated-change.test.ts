import { describe, expect, it } from '@jest/globals';
import { causes } from '../../../src/causes/index.ts';
import { unrelatedChange as check } from '../../../src/checks/change/unrelated-change.ts';
import { checks } from '../../../src/checks/index.ts';
import { change, context } from '../../support/evidence.ts';

describe('change/unrelated-change', () => {
  it('speaks of changes that are not on the path', () => {
    expect(check.run({ changes: [change(25, 'UpdateService', { onPath: false })] }, context)).toMatchObject({
      status: 'seen',
      args: { count: 1 },
    });
  });

  it('is silent about changes on the path, and failed ones', () => {
    const changes = [
      change(25, 'UpdateService'),
      change(26, 'ModifyRule', { onPath: false, errorCode: 'AccessDenied' }),
    ];

    expect(check.run({ changes }, context)).toMatchObject({ status: 'not-seen' });
  });

  it('weighs nothing: no cause is linked to it', () => {
    expect(checks.map(({ id }) => id)).toContain(check.id);
    expect(
      causes.flatMap(({ supports, inhibits }) => [...supports, ...inhibits]).some((link) => link.check === check.id),
    ).toBe(false);
  });
});
