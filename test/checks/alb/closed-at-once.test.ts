import { describe, expect, it } from '@jest/globals';
import { closedAtOnce } from '../../../src/checks/alb/closed-at-once.ts';
import { accessLog, context, rows } from '../../support/evidence.ts';
import { atOnce, describeTimingCheck, refused } from '../../support/timing-check.ts';

describeTimingCheck(closedAtOnce, atOnce, refused);

describe('alb/closed-at-once on a busy loop', () => {
  const race = rows(12, (index) => ({ targetSeconds: 0.006 + 0.001 * index }));
  const answering = (p50: number) => ({ ...accessLog(race), targetSeconds: { p50, p99: 1, max: 2 } });

  it('counts closes of some milliseconds where answers take much longer', () => {
    expect(closedAtOnce.run({ accessLog: answering(0.08) }, context)).toMatchObject({
      status: 'seen',
      args: { count: 12 },
    });
  });

  it('does not where answers are as quick: that may have been work', () => {
    expect(closedAtOnce.run({ accessLog: answering(0.01) }, context)).toMatchObject({ status: 'not-seen' });
  });
});
