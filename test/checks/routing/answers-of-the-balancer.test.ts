import { describe, expect, it } from '@jest/globals';
import { answersOfTheBalancer as check } from '../../../src/checks/routing/answers-of-the-balancer.ts';
import { accessLog, context } from '../../support/evidence.ts';

const answer = (balancerStatuses: readonly { status: number; count: number }[]) =>
  check.run({ accessLog: accessLog([], { rows: 1000, balancerStatuses }) }, context);

describe('routing/answers-of-the-balancer', () => {
  it.each([460, 463, 464, 561, 400, 503])('speaks of %d', (status) => {
    expect(answer([{ status, count: 40 }])).toMatchObject({
      status: 'seen',
      args: { status: String(status), count: 40 },
    });
  });

  it('writes 000 as the log does', () => {
    expect(answer([{ status: 0, count: 40 }])).toMatchObject({ status: 'seen', args: { status: '000' } });
  });

  it('is silent about the few that every load balancer has, and about 502s', () => {
    expect(answer([{ status: 460, count: 4 }])).toMatchObject({ status: 'not-seen' });
    expect(answer([{ status: 502, count: 400 }])).toMatchObject({ status: 'not-seen' });
  });

  it('does not know of an older bundle', () => {
    expect(check.run({ accessLog: accessLog([]) }, context)).toMatchObject({ reason: 'not-collected' });
  });
});
