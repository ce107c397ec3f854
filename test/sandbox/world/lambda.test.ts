import { describe, expect, it, jest } from '@jest/globals';
import { generate } from '../../../sandbox/aws/world/generate.ts';
import type { History } from '../../../sandbox/aws/world/history.ts';
import { statistic } from '../../../sandbox/aws/world/metric-store.ts';
import { readWorld } from '../../../sandbox/aws/world/read.ts';
import type { World } from '../../../sandbox/aws/world/spec.ts';
import { anchor } from '../world.ts';
import { rowsOf } from './read-log.ts';

jest.setTimeout(60_000);

const name = 'ticket-seats-prod';
const begin = anchor - 45 * 60_000;

async function made(change: object): Promise<{ readonly world: World; readonly history: History }> {
  const world = await readWorld('avocet', { set: { minutes: 30, apps: { api: { deploys: [], ...change } } } });
  return { world, history: generate(world, anchor) };
}

const failedRows = (history: History) => rowsOf(history, 'ticket-front').filter(({ elb }) => elb === 502);
const linesOf = (history: History) => history.logs.get(`/aws/lambda/${name}`)?.filter(({ at }) => at < anchor) ?? [];

function sum(history: History, metric: string): number {
  const minutes = history.metrics.find('AWS/Lambda', metric, { FunctionName: name })?.minutes ?? new Map();
  const data = [...minutes].filter(([at]) => at >= begin && at < anchor).map(([, datum]) => datum);
  return statistic(data, 'Sum') ?? 0;
}

describe('a function as the target', () => {
  it('has no address in the log, and times even where it failed', async () => {
    const { history } = await made({ phases: [{ at: '-20m', routes: { '/v2/orders': { malformed: 1 } } }] });
    const rows = failedRows(history);

    expect(rows.length).toBeGreaterThan(20);
    expect(rows.every(({ target, status }) => target === '-' && status === '-')).toBe(true);
    expect(rows.every(({ times }) => times.every((time) => time >= 0))).toBe(true);
    expect(rows.every(({ line }) => line.includes('"LambdaInvalidResponse"'))).toBe(true);
    // The function itself knows of no fault.
    expect(sum(history, 'Errors')).toBe(0);
  });

  it('counts each request that reached it once, in metrics and in its log', async () => {
    const { history } = await made({});
    const reports = linesOf(history).filter(({ message }) => message.startsWith('REPORT'));
    const started = linesOf(history).filter(({ message }) => message.startsWith('START'));

    expect(Math.abs(sum(history, 'Invocations') - reports.length)).toBeLessThan(6);
    expect(Math.abs(started.length - reports.length)).toBeLessThan(6);
    expect(failedRows(history)).toEqual([]);
  });

  it('is ended at its timeout, and says so', async () => {
    const { history } = await made({
      phases: [{ at: '-25m', routes: { '/v2/orders': { slow: { share: 1, seconds: 60 } } } }],
    });
    const late = linesOf(history).filter(({ message }) => message.includes('Task timed out after 15.00 seconds'));

    expect(failedRows(history).every(({ times }) => times[1] >= 15)).toBe(true);
    expect(Math.abs(late.length - failedRows(history).length)).toBeLessThan(6);
    expect(sum(history, 'Errors')).toBeGreaterThan(0);
  });

  it('does not run at all where it is throttled, forbidden or gone', async () => {
    const reasons = {
      LambdaThrottling: { reserved: 0 },
      LambdaAccessDenied: { permission: false },
      LambdaResourceNotFound: { aliasExists: false },
    };
    for (const [reason, lambda] of Object.entries(reasons)) {
      const { history } = await made({ phases: [{ at: '-20m', lambda }] });
      const rows = failedRows(history);
      const first = Math.min(...rows.map(({ at }) => at));

      expect(rows.every(({ line }) => line.includes(`"${reason}"`))).toBe(true);
      expect(linesOf(history).filter(({ at, message }) => at > first + 16_000 && message.startsWith('START'))).toEqual(
        [],
      );
      expect(sum(history, 'Throttles') > 0).toBe(reason === 'LambdaThrottling');
    }
  });

  it('is changed by a call that CloudTrail has', async () => {
    const { history } = await made({ phases: [{ at: '-20m', lambda: { by: 'mori.ken', permission: false } }] });
    const removed = history.trail.find((event) => event.name === 'RemovePermission20150331v2');

    expect(removed).toMatchObject({ user: 'mori.ken', at: anchor - 20 * 60_000 + 1 });
    expect(history.functions?.find((one) => one.name === name)?.asOf(anchor)?.policy).toEqual([]);
    expect(history.functions?.find((one) => one.name === name)?.asOf(anchor - 30 * 60_000)?.policy).toHaveLength(1);
  });
});
