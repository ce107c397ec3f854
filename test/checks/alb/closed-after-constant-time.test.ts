import { describe, expect, it } from '@jest/globals';
import { closedAfterConstantTime as check } from '../../../src/checks/alb/closed-after-constant-time.ts';
import { accessLog, context, rows } from '../../support/evidence.ts';
import { atOnce, describeTimingCheck, onTimer } from '../../support/timing-check.ts';

describeTimingCheck(check, onTimer, atOnce);

describe('alb/closed-after-constant-time, its cluster', () => {
  it('names the seconds of the timer', () => {
    const log = accessLog(rows(20, onTimer));

    expect(check.run({ accessLog: log }, context)).toMatchObject({
      status: 'seen',
      args: { seconds: expect.closeTo(30.2, 1) },
    });
  });

  it('takes no sub-second cluster for a timer', () => {
    const log = accessLog(rows(20, () => ({ targetSeconds: 0.5 })));

    expect(check.run({ accessLog: log }, context)).toMatchObject({ status: 'not-seen' });
  });
});
