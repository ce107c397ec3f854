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
      args: { seconds: expect.closeTo(30.2, 0) },
    });
  });

  it('takes no sub-second cluster for a timer', () => {
    const log = accessLog(rows(20, () => ({ targetSeconds: 0.5 })));

    expect(check.run({ accessLog: log }, context)).toMatchObject({ status: 'not-seen' });
  });

  it('finds the timer of one route among other failures', () => {
    const slow = rows(30, (index) => ({ path: '/report', targetSeconds: 45 + (index % 3) * 0.3 }));
    const gone = rows(50, () => ({ requestSeconds: null, targetSeconds: null }));
    const midway = rows(20, (index) => ({ targetSeconds: 5 + index }));

    expect(check.run({ accessLog: accessLog([...slow, ...gone, ...midway]) }, context)).toMatchObject({
      status: 'seen',
      args: { count: 30, rows: 100 },
    });
  });
});
