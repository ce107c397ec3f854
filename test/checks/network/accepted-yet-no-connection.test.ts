import { describe, expect, it } from '@jest/globals';
import { acceptedYetNoConnection as check } from '../../../src/checks/network/accepted-yet-no-connection.ts';
import { context, metrics, target } from '../../support/evidence.ts';

const pair = (accepted: number, rejected: number) => ({
  target: '10.0.11.10:3000',
  interfaceId: null,
  direction: 'to-target' as const,
  accepted,
  rejected,
  firstRejected: null,
  lastRejected: null,
});
const answer = (accepted: number, rejected: number, errors = 3, state = 'unhealthy') =>
  check.run(
    {
      flowRecords: { read: accepted + rejected, pairs: [pair(accepted, rejected)] },
      metrics: metrics({ connectionErrors: errors }),
      targetHealth: [target({ id: '10.0.11.10', state })],
    },
    context,
  );

describe('network/accepted-yet-no-connection', () => {
  it('speaks where packets get through and connections fail', () => {
    expect(answer(60, 0)).toMatchObject({ status: 'seen', args: { accepted: 60, errors: 180 } });
  });

  it('is silent where something is rejected, and where nothing fails', () => {
    expect(answer(60, 9)).toMatchObject({ status: 'not-seen' });
    expect(answer(60, 0, 0)).toMatchObject({ status: 'not-seen' });
  });

  it('does not judge by the records of targets that do not fail, nor by none', () => {
    expect(answer(60, 0, 3, 'healthy')).toMatchObject({ status: 'unknown', reason: 'ambiguous' });
    expect(answer(0, 0)).toMatchObject({ status: 'unknown', reason: 'empty' });
  });
});
