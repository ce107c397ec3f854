import { describe, expect, it, jest } from '@jest/globals';
import { anchor, tiny } from '../world.ts';
import { rowsOf, sumOf } from './read-log.ts';

// An hour is simulated in a second or two, on a machine that may be busy.
jest.setTimeout(60_000);

const MINUTE = 60_000;
/** The simulated time begins a quarter of an hour before the window; before it there are metrics only. */
const begin = anchor - 30 * MINUTE;
const route = { method: 'GET', path: '/items/{id}', weight: 1, ms: 20, spread: 0.4, bytes: 900, requestBytes: 0 };
const burst = (seconds: number, jitterMs: number) => ({
  rps: 0.6,
  wave: 0,
  pulse: { every: seconds, requests: 7, jitterMs },
});
const failed = (rows: ReturnType<typeof rowsOf>) => rows.filter(({ elb }) => elb === 502);

describe('a generated world', () => {
  it('is the same for the same seed and another for another', async () => {
    const [one, same, other] = [await tiny(), await tiny(), await tiny({}, { seed: 2 })];

    expect(rowsOf(same.history).map(({ line }) => line)).toEqual(rowsOf(one.history).map(({ line }) => line));
    expect(same.history.services).toEqual(one.history.services);
    expect(rowsOf(other.history).map(({ line }) => line)).not.toEqual(rowsOf(one.history).map(({ line }) => line));
  });

  it('counts in its metrics what stands in its access log', async () => {
    const { history } = await tiny({ routes: [{ ...route, status: { '404': 0.1, '502': 0.05 } }] });
    const rows = rowsOf(history);

    expect(sumOf(history, 'RequestCount', begin)).toBe(rows.filter(({ target }) => target !== '-').length);
    expect(sumOf(history, 'HTTPCode_Target_5XX_Count', begin)).toBe(
      rows.filter(({ status }) => status.startsWith('5')).length,
    );
    expect(sumOf(history, 'HTTPCode_Target_4XX_Count', begin)).toBe(
      rows.filter(({ status }) => status.startsWith('4')).length,
    );
    expect(sumOf(history, 'HTTPCode_ELB_502_Count', begin)).toBe(0);
  });

  it('adds its zones up to the whole', async () => {
    const { history } = await tiny();
    const zones = ['us-east-1a', 'us-east-1b'].map((AvailabilityZone) =>
      sumOf(history, 'RequestCount', begin, { AvailabilityZone }),
    );

    expect(zones.reduce((a, b) => a + b, 0)).toBe(sumOf(history, 'RequestCount', begin));
  });

  it('writes log rows of every length, with IPv6 clients, not quite in order', async () => {
    const rows = rowsOf((await tiny()).history);

    expect([...new Set(rows.map(({ fields }) => fields))].sort()).toEqual([29, 30, 33, 34]);
    expect(rows.some(({ line }) => line.includes(' [2001:db8:'))).toBe(true);
    expect(rows.some(({ at }, i) => at < (rows[i - 1]?.at ?? 0))).toBe(true);
  });

  it('makes no 502 while everything is well', async () => {
    const rows = rowsOf((await tiny()).history);

    expect(rows.length).toBeGreaterThan(3_000);
    expect(failed(rows)).toEqual([]);
  });
});

describe('a keep-alive shorter than the idle timeout', () => {
  it('loses some requests, some found closed, some cut at once, and refuses none', async () => {
    const { history } = await tiny({ keepAlive: 5, loopLag: 8, traffic: burst(5, 130), routes: [route] });
    const lost = failed(rowsOf(history));

    expect(lost.length).toBeGreaterThan(3);
    expect(lost.length / rowsOf(history).length).toBeLessThan(0.02);
    expect(lost.filter(({ times }) => times.every((t) => t === -1)).length).toBeGreaterThan(0);
    expect(lost.filter(({ times: [r, t, p] }) => r >= 0 && t <= 0.012 && p === -1).length).toBeGreaterThan(0);
    expect(lost.every(({ status }) => status === '-')).toBe(true);
    expect(sumOf(history, 'TargetConnectionErrorCount', begin)).toBe(0);
    expect(history.targetGroups[0]?.targets.every(({ states }) => states.at(-1)?.state === 'healthy')).toBe(true);
  });

  it('loses none when the idle timeout is shorter still', async () => {
    const { world } = await tiny();
    const balancers = { ...world.loadBalancers };
    for (const [name, spec] of Object.entries(balancers)) balancers[name] = { ...spec, idleTimeout: 4 };
    const { history } = await tiny(
      { keepAlive: 5, loopLag: 8, traffic: burst(5, 130), routes: [route] },
      { loadBalancers: balancers },
    );

    expect(failed(rowsOf(history))).toEqual([]);
  });
});

describe('a memory leak', () => {
  it('ends tasks by the kernel, with refused connections until ECS knows', async () => {
    const { history } = await tiny({ memoryUse: { idle: 300, leakPerMinute: 60 } });
    const stopped =
      history.services[0]?.tasks.filter(({ stoppedAt }) => stoppedAt !== undefined && stoppedAt <= anchor) ?? [];

    expect(stopped.length).toBeGreaterThan(0);
    expect(stopped[0]).toMatchObject({
      exitCode: 137,
      stopCode: 'EssentialContainerExited',
      stoppedReason: 'Essential container in task exited',
      containerReason: 'OutOfMemoryError: Container killed due to memory usage',
    });
    expect(sumOf(history, 'TargetConnectionErrorCount', begin)).toBe(
      failed(rowsOf(history)).filter(({ times: [, t] }) => t === -1).length,
    );
  });
});

describe('a deploy', () => {
  const deploys = [{ at: -10 * MINUTE, by: 'ci', set: { routes: {}, image: 'tiny:2' } }];

  it('costs nothing when tasks drain', async () => {
    const { history } = await tiny({ deploys });

    expect(failed(rowsOf(history))).toEqual([]);
    expect(history.services[0]?.deployments.at(-1)?.completedAt).toBeGreaterThan(anchor - 10 * MINUTE);
    expect(history.trail.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['RegisterTaskDefinition', 'UpdateService', 'RegisterTargets', 'DeregisterTargets']),
    );
  });

  it('costs requests on the leaving tasks only, when the process ends at once on SIGTERM', async () => {
    const { history } = await tiny({
      deploys,
      shutdown: 'exit',
      deregistrationDelay: 1,
      traffic: { rps: 9, wave: 0 },
    });
    const leaving = new Set(
      history.services[0]?.tasks.filter(({ stoppingAt }) => stoppingAt !== undefined).map(({ ip }) => `${ip}:3000`),
    );
    const lost = failed(rowsOf(history));

    expect(lost.length).toBeGreaterThan(2);
    expect(lost.every(({ target }) => leaving.has(target))).toBe(true);
    expect(lost.every(({ at }) => Math.abs(at - (anchor - 9 * MINUTE)) < 90_000)).toBe(true);
  });

  it('fails every request when the new process listens on another port', async () => {
    const wrong = [{ at: -10 * MINUTE, by: 'ci', set: { routes: {}, listens: 8080 } }];
    const { history } = await tiny({
      deploys: wrong,
      minimumHealthyPercent: 0,
      maximumPercent: 100,
      grace: 600,
      deregistrationDelay: 5,
    });
    const late = rowsOf(history).filter(({ at }) => at > anchor - 5 * MINUTE);
    const last =
      history.targetGroups[0]?.targets.flatMap(({ states }) => states.filter(({ at }) => at <= anchor).slice(-1)) ?? [];

    expect(late.every(({ elb, times: [r, t, p] }) => elb === 502 && r === -1 && t === -1 && p === -1)).toBe(true);
    expect(last.filter(({ state }) => state === 'unhealthy')).toHaveLength(3);
    expect(last.find(({ state }) => state === 'unhealthy')).toMatchObject({ reason: 'Target.FailedHealthChecks' });
    expect(
      history.logs.get('/ecs/tiny/api')?.some(({ message }) => message.includes('listening on http://0.0.0.0:8080')),
    ).toBe(true);
  });
});

describe('requests that the target or the load balancer ends', () => {
  it('cluster on the worker timeout', async () => {
    const slow = { ...route, slow: { share: 0.05, seconds: 50 } };
    const { history } = await tiny({ stack: 'gunicorn', keepAlive: 0, workerTimeout: 30, routes: [slow] });
    const killed = failed(rowsOf(history));

    expect(killed.length).toBeGreaterThan(10);
    expect(killed.every(({ times: [, t] }) => t >= 30 && t < 31)).toBe(true);
    expect(
      history.logs.get('/ecs/tiny/api')?.some(({ message }) => message.includes('[CRITICAL] WORKER TIMEOUT (pid:')),
    ).toBe(true);
  });

  it('fail at the load balancer while the application says 200, when the header is over 32 KiB', async () => {
    const fat = { ...route, path: '/fat', header: { share: 1, bytes: 34_000 } };
    const { history } = await tiny({ routes: [route, fat] });
    const lost = failed(rowsOf(history));

    expect(lost.length).toBeGreaterThan(100);
    expect(lost.every(({ line, status }) => line.includes('/fat ') && status === '-')).toBe(true);
    expect(
      history.logs
        .get('/ecs/tiny/api')
        ?.some(({ message }) => message.includes('"/fat"') && message.includes('"statusCode":200')),
    ).toBe(true);
  });

  it('pass when the header is under it', async () => {
    const { history } = await tiny({ routes: [{ ...route, header: { share: 1, bytes: 31_000 } }] });

    expect(failed(rowsOf(history))).toEqual([]);
  });

  it('become 504 when the target never answers', async () => {
    const { history } = await tiny({ routes: [{ ...route, hangs: 0.01 }] });
    const rows = rowsOf(history);

    expect(failed(rows)).toEqual([]);
    expect(sumOf(history, 'HTTPCode_ELB_504_Count', begin)).toBe(rows.filter(({ elb }) => elb === 504).length);
    expect(rows.filter(({ elb }) => elb === 504).length).toBeGreaterThan(5);
  });

  it('take others down with them when they crash the process', async () => {
    const { history } = await tiny({ routes: [{ ...route, ms: 150, crashes: 0.002 }] });
    const stopped = history.services[0]?.tasks.filter(({ exitCode }) => exitCode !== undefined) ?? [];

    expect(stopped.length).toBeGreaterThan(0);
    expect(stopped[0]).toMatchObject({ exitCode: 1, stoppedReason: 'Essential container in task exited' });
    expect(
      history.logs.get('/ecs/tiny/api')?.some(({ message }) => message.startsWith('TypeError: Cannot read properties')),
    ).toBe(true);
  });
});

describe('a health check that finds nothing', () => {
  it('lets the group fail open and makes ECS replace its tasks', async () => {
    const { history } = await tiny({
      phases: [{ at: -12 * MINUTE, healthAnswers: 404, routes: {} }],
      grace: 30,
      boot: 25,
    });
    const TargetGroup = history.targetGroups[0]?.dimension ?? '';
    const events = history.services[0]?.events.map(({ message }) => message) ?? [];

    expect(sumOf(history, 'UnhealthyRoutingRequestCount', begin, { TargetGroup })).toBeGreaterThan(100);
    expect(
      events.some((message) => message.includes('due to (reason Health checks failed with these codes: [404])')),
    ).toBe(true);
    expect(
      history.services[0]?.tasks.some(({ stoppedReason }) =>
        stoppedReason?.startsWith('Task failed ELB health checks in (target-group arn:'),
      ),
    ).toBe(true);
  });
});
