import { describe, expect, it } from '@jest/globals';
import { storeChangeNearOnset as check } from '../../../src/checks/change/store-change-near-onset.ts';
import { change, context, metrics } from '../../support/evidence.ts';

const failing = metrics({ made: (minute) => (minute >= 30 ? 20 : 0) });
const made = { source: 'rds.amazonaws.com', resources: ['shop-db'] };
const answer = (name: string, more = {}, minute = 25) =>
  check.run({ changes: [change(minute, name, { ...made, ...more })], metrics: failing }, context);

describe('change/store-change-near-onset', () => {
  it('speaks of such a change of something on the path just before the onset', () => {
    expect(answer('RebootDBInstance')).toMatchObject({ status: 'seen', args: { minutes: 5 } });
  });

  it('is silent about other changes, other resources, and calls that failed', () => {
    expect(answer('CreateDBSnapshot')).toMatchObject({ status: 'not-seen' });
    expect(answer('RebootDBInstance', { onPath: false })).toMatchObject({ status: 'not-seen' });
    expect(answer('RebootDBInstance', { errorCode: 'AccessDenied' })).toMatchObject({ status: 'not-seen' });
  });

  it('has nothing to say where nothing fails, and does not rule out what CloudTrail cannot have delivered', () => {
    const late = metrics({ made: (minute) => (minute >= 57 ? 20 : 0) });

    expect(check.run({ changes: [], metrics: metrics() }, context)).toMatchObject({ reason: 'no-502' });
    expect(check.run({ changes: [], metrics: late }, context)).toMatchObject({ status: 'unknown', reason: 'cut-off' });
  });
});
