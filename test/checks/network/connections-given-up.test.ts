import { describe, expect, it } from '@jest/globals';
import { connectionsGivenUp as check } from '../../../src/checks/network/connections-given-up.ts';
import { accessLog, context } from '../../support/evidence.ts';

const answer = (rows: number, atConnect: number) =>
  check.run({ accessLog: accessLog([], { timeouts: { rows, atConnect } }) }, context);

describe('network/connections-given-up', () => {
  it('speaks when most 504s came after ten seconds without a connection', () => {
    expect(answer(50, 48)).toMatchObject({ status: 'seen', args: { count: 48, rows: 50 } });
  });

  it('is silent when connections were made and answers are late', () => {
    expect(answer(50, 2)).toMatchObject({ status: 'not-seen' });
  });

  it('does not judge a few, has nothing to say without 504s, and does not know an older bundle', () => {
    expect(answer(4, 4)).toMatchObject({ reason: 'too-little-traffic' });
    expect(answer(0, 0)).toMatchObject({ status: 'not-applicable' });
    expect(check.run({ accessLog: accessLog([]) }, context)).toMatchObject({ reason: 'not-collected' });
  });
});
