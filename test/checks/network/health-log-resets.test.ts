import { describe, expect, it } from '@jest/globals';
import { healthLogResets as check } from '../../../src/checks/network/health-log-resets.ts';
import { context } from '../../support/evidence.ts';
import { healthCheckLog } from '../../support/health-log.ts';

const answer = (passed: number, reasons: Readonly<Record<string, number>> = {}) =>
  check.run({ healthCheckLog: healthCheckLog(passed, reasons) }, context);

describe('network/health-log-resets', () => {
  it('speaks when most failed checks failed so', () => {
    expect(answer(100, { ConnectionReset: 40, ResponseCodeMismatch: 9 })).toMatchObject({
      status: 'seen',
      args: { count: 40, failed: 49 },
    });
  });

  it('is silent when they failed otherwise', () => {
    expect(answer(100, { TimedOut: 40, ConnectionReset: 2 })).toMatchObject({ status: 'not-seen' });
  });

  it('has nothing to say where none failed, and does not take an empty log for that', () => {
    expect(answer(100)).toMatchObject({ status: 'not-applicable' });
    expect(answer(0)).toMatchObject({ status: 'unknown', reason: 'empty' });
  });
});
