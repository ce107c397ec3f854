import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { diagnose, eventually, health, metric, ourClock, posted } from '../degradation/away.ts';
import { type House, openHouse } from '../slack/house.ts';
import { ask, type Cluster, startCluster } from './cluster.ts';

let cluster: Cluster;
let databaseUrl: string;
let house: House;
let clock: ReturnType<typeof ourClock>;
beforeAll(async () => {
  cluster = await startCluster();
});
beforeEach(async () => {
  clock = ourClock();
  databaseUrl = await cluster.createDatabase();
  house = await openHouse({ diagnose }, 'en', { settings: { databaseUrl } });
});
afterEach(async () => {
  await house?.close();
  clock.giveBack();
});
afterAll(() => cluster?.stop());

it('PostgreSQL goes and comes back: people are told, health names it, the same process goes on, nothing is lost or twice', async () => {
  await house.type('check one-alb');
  await house.until(({ text }) => text.includes('Checklist'));
  const before = posted(house);
  await cluster.kill();

  await house.type('check two-alb');

  const told = await house.until(({ onlyFor }) => onlyFor === 'U0BEN');
  expect(told.text).toContain('type it again');
  expect((await health(house)).broken).toMatchObject({ store: expect.any(String), intake: 'failing' });
  expect((await health(house, '/readyz')).status).toBe(503);
  expect((await health(house, '/livez')).status).toBe(200);
  expect(await metric(house, 'fiveohtwo_store_up')).toBe(0);

  await cluster.restart();
  await eventually(
    async () => (await health(house, '/readyz')).status,
    (status) => status === 200,
  );
  // What was being sent at that moment is looked for when the lease of its channel has run out.
  clock.leap(61_000);
  await house.type('check three-alb');
  await eventually(
    () => posted(house).filter((intent) => intent.endsWith('/root')).length,
    (roots) => roots === 2,
  );
  await eventually(
    () => metric(house, 'fiveohtwo_outbox_due'),
    (due) => due === 0,
  );

  const after = posted(house);
  expect(new Set(after).size).toBe(after.length);
  expect(after.slice(0, before.length)).toEqual(before);
  await eventually(
    () => health(house),
    ({ status }) => status === 200,
  );
  const { rows } = await ask(databaseUrl, `select state, count(*) as count from job group by state`);
  expect(rows).toEqual([{ state: 'done', count: expect.anything() }]);
});
