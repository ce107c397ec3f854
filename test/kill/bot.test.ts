import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyTimeline } from '../../src/store/index.ts';
import { accountOf, postsOf } from './account.ts';
import { type House, openHouse } from './house.ts';
import { type Journey, lostPresses, strayMessages, walk } from './journey.ts';
import { killCounts } from './kill-counts.ts';
import { plans } from './plans.ts';
import { steps } from './traps.ts';

const WORLD = process.env.KILL_WORLD ?? 'maple';

describe('the bot, killed on the way', () => {
  const counts = killCounts(steps);
  const journeys: Journey[] = [];
  let house: House;
  beforeAll(async () => {
    house = await openHouse(WORLD);
  });
  afterAll(async () => {
    const [events, presses] = [journeys.flatMap((each) => each.events), journeys.flatMap((each) => each.pressed)];
    counts.print(`bot: ${journeys.length} incidents, ${events.length} events, ${presses.length} acknowledged presses`);
    await house?.close();
  });

  it.each(plans.map((plan, n) => [n + 1, plan] as const))('goes on after every kill of journey %i', async (_, plan) => {
    const journey = await walk(house, counts, plan);
    journeys.push(journey);

    expect(journey.runState).toBe('done');
    expect(verifyTimeline(journey.events, journey.head)).toMatchObject({ ok: true, count: journey.events.length });
  });

  it('was killed at least 30 times, and at every step', () => {
    expect(journeys).toHaveLength(plans.length);
    expect(counts.zeros()).toEqual([]);
    expect(counts.total()).toBeGreaterThanOrEqual(30);
  });

  it('kept every press that was acknowledged, once', () => {
    expect(lostPresses(journeys)).toEqual([]);
    expect(journeys.flatMap(({ pressed }) => pressed).length).toBeGreaterThanOrEqual(journeys.length);
  });

  it('never posted anything twice', () => {
    expect(accountOf(house)).toEqual({ repeated: [], repeatedFiles: [], unmarked: 0 });
  });

  it('gave up on nothing that it had to say or to do', () => {
    const db = new DatabaseSync(join(house.dataDir, 'fiveohtwo.db'), { readOnly: true });
    const failed = db.prepare(`select key, error from outbox where state = 'failed'`).all();
    const dead = db.prepare(`select name, error from job where state = 'dead'`).all();
    const unfinished = db.prepare(`select id, state from check_run where state <> 'done'`).all();
    db.close();

    expect({ failed, dead, unfinished }).toEqual({ failed: [], dead: [], unfinished: [] });
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
