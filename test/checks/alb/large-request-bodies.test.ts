import { describe, expect, it } from '@jest/globals';
import { largeRequestBodies as check } from '../../../src/checks/alb/large-request-bodies.ts';
import { accessLog, context, rows } from '../../support/evidence.ts';

const answer = (large: number, small: number) =>
  check.run(
    {
      accessLog: accessLog([
        ...rows(large, () => ({ method: 'POST', receivedBytes: 5_000_000 })),
        ...rows(small, () => ({ method: 'POST', receivedBytes: 900 })),
      ]),
    },
    context,
  );

describe('alb/large-request-bodies', () => {
  it('speaks when four in five are uploads', () => {
    expect(answer(16, 4)).toMatchObject({ status: 'seen', args: { bytes: 5_000_000 } });
  });

  it('is silent when small requests fail too', () => {
    expect(answer(15, 5)).toMatchObject({ status: 'not-seen' });
  });

  it('does not judge a handful', () => {
    expect(answer(5, 0)).toMatchObject({ status: 'unknown', reason: 'too-little-traffic' });
  });
});
