import { describe, expect, it } from '@jest/globals';
import { flowLogRejects as check } from '../../../src/checks/network/flow-log-rejects.ts';
import { at, context } from '../../support/evidence.ts';

const pair = (accepted: number, rejected: number) => ({
  target: '10.0.11.10:3000',
  interfaceId: 'eni-api',
  direction: 'to-target' as const,
  accepted,
  rejected,
  firstRejected: rejected > 0 ? at(30) : null,
  lastRejected: rejected > 0 ? at(40) : null,
});
const answer = (accepted: number, rejected: number) =>
  check.run({ flowRecords: { read: accepted + rejected, pairs: [pair(accepted, rejected)] } }, context);

describe('network/flow-log-rejects', () => {
  it('speaks of rejected flows between load balancer and target', () => {
    expect(answer(4, 30)).toMatchObject({ status: 'seen', args: { count: 30, targets: 1 } });
  });

  it('is silent where all were let through', () => {
    expect(answer(40, 0)).toMatchObject({ status: 'not-seen' });
  });

  it('does not judge a stray packet, nor an empty log', () => {
    expect(answer(40, 1)).toMatchObject({ status: 'unknown', reason: 'ambiguous' });
    expect(check.run({ flowRecords: { read: 0, pairs: [] } }, context)).toMatchObject({ reason: 'empty' });
  });
});
