import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { makePace } from '../../src/aws/limits.ts';

const never = new AbortController().signal;

describe('the pace of calls', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  /** How many of `count` calls may go out within `ms` of the clock. */
  async function within(operation: string, count: number, ms: number): Promise<number> {
    const pace = makePace();
    let gone = 0;
    for (let call = 0; call < count; call += 1) {
      void pace.turn(operation, never).then(() => {
        gone += 1;
      });
    }
    await jest.advanceTimersByTimeAsync(ms);
    return gone;
  }

  it.each([
    ['cloudtrail:LookupEvents', 2, 4],
    ['logs:FilterLogEvents', 5, 10],
    ['elasticloadbalancing:DescribeRules', 20, 25],
  ])('lets %s burst, and then only as many a second as it may', async (operation, atOnce, afterASecond) => {
    expect(await within(operation, 100, 0)).toBe(atOnce);
    expect(await within(operation, 100, 1_005)).toBe(afterASecond);
  });

  it('shares one bucket among all reads of ELB', async () => {
    const pace = makePace();
    const gone: string[] = [];
    for (const operation of ['DescribeRules', 'DescribeTargetHealth', 'DescribeListeners']) {
      for (let call = 0; call < 10; call += 1) {
        void pace.turn(`elasticloadbalancing:${operation}`, never).then(() => gone.push(operation));
      }
    }
    await jest.advanceTimersByTimeAsync(0);

    expect(gone).toHaveLength(20);
  });

  it('does not hold back what has no known limit', async () => {
    expect(await within('s3:GetObject', 500, 0)).toBe(500);
  });

  it('lets go of who gives up', async () => {
    const pace = makePace();
    const stop = new AbortController();
    await pace.turn('cloudtrail:LookupEvents', never);
    await pace.turn('cloudtrail:LookupEvents', never);

    const third = pace.turn('cloudtrail:LookupEvents', stop.signal);
    stop.abort(new Error('enough'));

    await expect(third).rejects.toThrow('enough');
  });
});
