import { describe, expect, it } from '@jest/globals';
import { clientHandshakesFail as check } from '../../../src/checks/tls/client-handshakes-fail.ts';
import { context, window } from '../../support/evidence.ts';

const answer = (rows: number, failed: number) =>
  check.run(
    {
      connectionLog: {
        span: { from: window.from, to: window.to },
        rows,
        skippedRows: 0,
        failed,
        byMinute: [],
        verifyStatuses: [],
      },
    },
    context,
  );

describe('tls/client-handshakes-fail', () => {
  it('speaks when one in twenty ends in the handshake', () => {
    expect(answer(1000, 50)).toMatchObject({ status: 'seen', args: { connections: 1000, failed: 50 } });
  });

  it('is silent about the few that always do', () => {
    expect(answer(1000, 12)).toMatchObject({ status: 'not-seen' });
  });

  it('does not judge by a handful, nor by an empty log', () => {
    expect(answer(5, 5)).toMatchObject({ status: 'unknown', reason: 'too-little-traffic' });
    expect(answer(0, 0)).toMatchObject({ status: 'unknown', reason: 'empty' });
  });
});
