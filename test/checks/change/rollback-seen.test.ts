import { describe, expect, it } from '@jest/globals';
import { rollbackSeen as check } from '../../../src/checks/change/rollback-seen.ts';
import { at, context, metrics } from '../../support/evidence.ts';
import { release } from '../../support/release.ts';

const failing = metrics({ made: (minute) => (minute >= 30 ? 20 : 0) });
const answer = (change: Parameters<typeof release>[0]) =>
  check.run({ deployments: [release(change)], metrics: failing }, context);

describe('change/rollback-seen', () => {
  it('speaks of a release on the path that was taken back', () => {
    expect(answer({ rolledBack: true, status: 'UPDATE_ROLLBACK_COMPLETE' })).toMatchObject({
      status: 'seen',
      args: { what: 'shop', state: 'UPDATE_ROLLBACK_COMPLETE' },
    });
    expect(answer({ failed: true })).toMatchObject({ status: 'seen' });
  });

  it('is silent about releases that went well, lie elsewhere, or hours back', () => {
    expect(answer({})).toMatchObject({ status: 'not-seen' });
    expect(answer({ failed: true, onPath: false })).toMatchObject({ status: 'not-seen' });
    expect(answer({ failed: true, startedAt: at(-240) })).toMatchObject({ status: 'not-seen' });
  });

  it('has nothing to say where nothing fails', () => {
    expect(check.run({ deployments: [], metrics: metrics() }, context)).toMatchObject({ reason: 'no-502' });
  });
});
