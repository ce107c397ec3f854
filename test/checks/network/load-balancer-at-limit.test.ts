import { describe, expect, it } from '@jest/globals';
import { loadBalancerAtLimit as check } from '../../../src/checks/network/load-balancer-at-limit.ts';
import { context, metrics, series } from '../../support/evidence.ts';

const answer = (rejected: number, used: (minute: number) => number = () => 40) =>
  check.run(
    {
      metrics: metrics({
        extra: [series('RejectedConnectionCount', rejected), series('CapacityUtilization', used, { stat: 'Maximum' })],
      }),
    },
    context,
  );

describe('network/load-balancer-at-limit', () => {
  it('speaks of rejected connections, and of minutes without room', () => {
    expect(answer(1)).toMatchObject({ status: 'seen', args: { rejected: 60 } });
    expect(answer(0, (minute) => (minute < 8 ? 100 : 30))).toMatchObject({ status: 'seen', args: { minutes: 8 } });
  });

  it('is silent while there is room, and about a moment at the top', () => {
    expect(answer(0)).toMatchObject({ status: 'not-seen' });
    expect(answer(0, (minute) => (minute < 2 ? 100 : 30))).toMatchObject({ status: 'not-seen' });
  });

  it('does not know where nobody counted', () => {
    expect(check.run({ metrics: metrics() }, context)).toMatchObject({ status: 'unknown', reason: 'not-collected' });
  });
});
