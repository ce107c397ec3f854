import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type RunningAws, startAws } from '../../sandbox/aws/server.ts';
import { makeAws } from '../../src/aws/index.ts';
import { evidenceKinds } from '../../src/domain/evidence.ts';
import { windowOf } from '../../src/domain/window.ts';

const signal = new AbortController().signal;

describe('a check of the stand-in', () => {
  let stand: RunningAws;

  beforeAll(async () => {
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' });
    // It has stopped tasks of other revisions: the longest way that there is.
    stand = await startAws({ world: 'birch', port: 0 });
  }, 60_000);
  afterAll(() => stand?.stop());

  it('needs at most 6 dependent round trips from locate, by a name that is not exact, to the last collector', async () => {
    await fetch(`${stand.endpoint}/_sandbox/stats`, { method: 'DELETE' });
    const { endpoint, region } = stand;
    const aws = makeAws({ profiles: [], region, endpoint, deadlineMs: 30_000, clock: { now: () => new Date() } });
    const located = await aws.locate('SHOP-alb', { signal });
    if (located.status !== 'found') throw new Error(`it is ${located.status}`);

    const window = windowOf(new Date(stand.from), new Date(stand.to));
    const { evidence, cost } = await aws.collect({ scope: located.scope, window, kinds: evidenceKinds, signal });

    const measured = (await (await fetch(`${stand.endpoint}/_sandbox/stats`)).json()) as {
      longestChain: number;
      requests: number;
    };
    expect(measured.longestChain).toBeLessThanOrEqual(6);
    expect(cost.roundTrips).toBeLessThanOrEqual(6);
    expect(cost.calls).toBe(measured.requests);
    // Logs that this account has not switched on.
    const off = ['flowRecords', 'healthCheckLog', 'connectionLog'];
    expect(evidenceKinds.filter((kind) => evidence[kind]?.status !== 'complete')).toEqual(off);
  }, 60_000);
});
