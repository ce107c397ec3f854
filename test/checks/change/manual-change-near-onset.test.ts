import { describe, expect, it } from '@jest/globals';
import { manualChangeNearOnset as check } from '../../../src/checks/change/manual-change-near-onset.ts';
import { change, context, metrics } from '../../support/evidence.ts';

const failing = metrics({ made: (minute) => (minute >= 30 ? 20 : 0) });
const answer = (actor: 'person' | 'automation' | 'service' | null) =>
  check.run({ changes: [change(25, 'ModifyRule', { actor })], metrics: failing }, context);

describe('change/manual-change-near-onset', () => {
  it('speaks of a person who changed a setting of the path', () => {
    expect(answer('person')).toMatchObject({ status: 'seen', args: { minutes: 5 } });
  });

  it.each(['automation', 'service', null] as const)('is silent about %s', (actor) => {
    expect(answer(actor)).toMatchObject({ status: 'not-seen' });
  });

  it('has nothing to say where nothing fails', () => {
    expect(check.run({ changes: [], metrics: metrics() }, context)).toMatchObject({ status: 'unknown' });
  });
});
