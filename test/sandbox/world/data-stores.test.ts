import { describe, expect, it } from '@jest/globals';
import { dataStoreSchema } from '../../../sandbox/aws/world/data-store-spec.ts';
import type { History } from '../../../sandbox/aws/world/history.ts';
import { anchor, tiny } from '../world.ts';

const MINUTE = 60_000;

/** The tiny world with one database behind its app. */
const withStore = async (use: object, phases: readonly object[], more: object = {}): Promise<History> => {
  const orders = dataStoreSchema.parse({ engine: 'postgres', usedBy: { api: use }, phases, ...more });
  return (await tiny({ traffic: { rps: 20, wave: 0.1 } }, { dataStores: { orders } })).history;
};

const linesOf = ({ logs }: History) => (logs.get('/ecs/tiny/api') ?? []).map(({ at, message }) => ({ at, message }));
const heard = (history: History, pattern: RegExp, from: number, to: number) =>
  linesOf(history).filter(({ at, message }) => pattern.test(message) && at >= anchor + from && at < anchor + to).length;

function metric({ metrics }: History, name: string, minutesAgo: number): number | undefined {
  const series = metrics.find('AWS/RDS', name, { DBInstanceIdentifier: 'orders' });
  return series?.minutes.get(anchor - minutesAgo * MINUTE)?.max;
}

describe('a database that fails over', () => {
  const phase = { at: '-8m', until: '-6m', state: 'failover' };

  it('refuses or leaves waiting, in the driver’s words, only while it lasts', async () => {
    const history = await withStore({ connect: 2 }, [phase]);
    const trouble = /ECONNREFUSED|timeout exceeded when trying to connect|Connection terminated/;

    expect(heard(history, trouble, -8 * MINUTE, -5.9 * MINUTE)).toBeGreaterThan(100);
    expect(heard(history, trouble, -15 * MINUTE, -8 * MINUTE)).toBe(0);
    expect(heard(history, trouble, -5 * MINUTE, 0)).toBe(0);
  });

  it('shows in its connections, events and state at the same time', async () => {
    const history = await withStore({}, [phase]);
    const [store] = history.dataStores ?? [];

    expect(metric(history, 'DatabaseConnections', 10)).toBeGreaterThan(3);
    expect(metric(history, 'DatabaseConnections', 7)).toBe(0);
    expect(store?.events.map(({ message }) => message)).toEqual([
      'Multi-AZ instance failover started.',
      'DB instance restarted',
      'Multi-AZ instance failover completed',
    ]);
    expect(store?.states.map(({ status }) => status)).toEqual(['rebooting', 'available']);
  });

  it('takes down processes that do not bear it', async () => {
    const history = await withStore({ onError: 'crashes' }, [phase]);
    const stopped = history.services.flatMap(({ tasks }) => tasks).filter(({ exitCode }) => exitCode === 1);

    expect(stopped.length).toBeGreaterThan(0);
  });
});

describe('a database whose queries slow down', () => {
  it('lets requests wait for the connections of the pool until they give up', async () => {
    const slow = await withStore({ ms: 20, pool: 2, acquire: 1 }, [{ at: '-8m', slow: 100 }]);
    const fast = await withStore({ ms: 20, pool: 2, acquire: 1 }, []);
    const gaveUp = /timeout exceeded when trying to connect/;

    expect(heard(slow, gaveUp, -8 * MINUTE, 0)).toBeGreaterThan(100);
    expect(heard(fast, gaveUp, -15 * MINUTE, 0)).toBe(0);
    expect(metric(slow, 'CPUUtilization', 4) ?? 0).toBeGreaterThan(80);
  });
});

describe('a database that takes few connections', () => {
  it('refuses what goes beyond them', async () => {
    const history = await withStore({ ms: 900, pool: 20 }, [], { takes: 12, others: 4 });

    expect(heard(history, /remaining connection slots/, -15 * MINUTE, 0)).toBeGreaterThan(20);
    expect(metric(history, 'DatabaseConnections', 5) ?? 0).toBeLessThanOrEqual(12);
  });
});

describe('an app that uses a store', () => {
  it('has it in its settings, as a URL or by the host alone', async () => {
    const history = await withStore({ as: 'DB_HOST', form: 'host' }, []);
    const environment = history.taskDefinitions.find(({ family }) => family === 'api')?.container.environment;

    expect(environment?.DB_HOST).toBe(history.dataStores?.[0]?.host);
    expect(environment?.DB_HOST).toMatch(/^orders\.c[0-9a-f]+\.us-east-1\.rds\.amazonaws\.com$/);
  });
});
