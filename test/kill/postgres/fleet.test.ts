import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyTimeline } from '../../../src/store/index.ts';
import { ask } from '../../postgres/cluster.ts';
import { accountOf, postsOf } from '../account.ts';
import { openFleet } from '../fleet.ts';
import { type Journey, lostPresses, strayMessages, walk } from '../journey.ts';
import { killCounts } from '../kill-counts.ts';
import { steps } from '../traps.ts';
import { plans } from './plans.ts';

const WORLD = process.env.KILL_WORLD ?? 'maple';
const LEAST_KILLS = 30;
/** With two processes left the work goes on during a restart, so not every planned kill finds something to fall into. */
const MOST_JOURNEYS = 12;
const MOST_MS = 200_000;

describe('three processes of the bot on one PostgreSQL, killed on the way', () => {
  const counts = killCounts(steps);
  const journeys: Journey[] = [];
  let house: Awaited<ReturnType<typeof openFleet>>;
  beforeAll(async () => {
    house = await openFleet(WORLD);
  });
  afterAll(async () => {
    const [events, presses] = [journeys.flatMap((each) => each.events), journeys.flatMap((each) => each.pressed)];
    counts.print(
      `fleet: ${journeys.length} incidents, ${events.length} events, ${presses.length} acknowledged presses`,
    );
    await house?.close();
  });

  it('goes on after every kill, to the report of every incident', async () => {
    const end = performance.now() + MOST_MS;
    const isEnough = () => counts.total() >= LEAST_KILLS && counts.zeros().length === 0;
    for (let n = 0; n < MOST_JOURNEYS && !isEnough() && performance.now() < end; n++) {
      const plan = plans[n % plans.length];
      if (plan !== undefined) journeys.push(await walk(house, counts, plan));
    }

    expect(journeys.map(({ runState }) => runState)).toEqual(journeys.map(() => 'done'));
  });

  it('was killed at least 30 times, and at every step', () => {
    expect(counts.zeros()).toEqual([]);
    expect(counts.total()).toBeGreaterThanOrEqual(LEAST_KILLS);
  });

  it('kept every timeline whole', () => {
    const proofs = journeys.map(({ events, head }) => verifyTimeline(events, head));
    expect(proofs).toEqual(journeys.map(({ events }) => expect.objectContaining({ ok: true, count: events.length })));
  });

  it('kept every press that was acknowledged, once', () => {
    expect(lostPresses(journeys)).toEqual([]);
    expect(journeys.flatMap(({ pressed }) => pressed).length).toBeGreaterThanOrEqual(journeys.length);
  });

  it('never posted anything twice', () => {
    expect(accountOf(house)).toEqual({ repeated: [], repeatedFiles: [], unmarked: 0 });
  });

  it('gave up on nothing that it had to say or to do', async () => {
    const rowsOf = async (text: string) => (await ask(house.databaseUrl, text)).rows;
    expect(await rowsOf(`select key, error from outbox where state = 'failed'`)).toEqual([]);
    expect(await rowsOf(`select name, error from job where state = 'dead'`)).toEqual([]);
    expect(await rowsOf(`select id, state from check_run where state <> 'done'`)).toEqual([]);
  });

  it('edited each root message in place and put the rest into its thread', () => {
    for (const { run, rootTs } of journeys) {
      const [root, ...more] = postsOf(house, `${run}/root`);
      expect(more).toEqual([]);
      expect(root).toMatchObject({ ts: rootTs, edited: expect.anything() });
    }
    expect(strayMessages(house, journeys)).toEqual([]);
  });
});
