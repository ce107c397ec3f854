import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyTimeline } from '../../src/store/index.ts';
import { accountOf, postsOf } from './account.ts';
import { type House, openHouse } from './house.ts';
import { type Journey, type Plan, walk } from './journey.ts';
import { killCounts } from './kill-counts.ts';
import { CHANNEL } from './person.ts';
import { steps } from './traps.ts';

const WORLD = process.env.KILL_WORLD ?? 'maple';

/** Each journey goes from the slash command to the report; each step of traps.ts is met more than once. */
const plans: readonly Plan[] = [
  {
    check: ['before the ack', 'while starting', 'during collection', 'between thread posts'],
    open: ['on a button press'],
    runbook: ['chat.postMessage, before it is accepted'],
    presses: [['right after the ack'], ['chat.update, before it is accepted']],
    report: ['report upload, before it is accepted'],
  },
  {
    check: ['right after the ack', 'chat.update, accepted and not answered', 'during collection'],
    open: ['before the ack'],
    runbook: ['on a button press'],
    presses: [['chat.postMessage, accepted and not answered'], ['at random']],
    report: ['report upload, accepted and not answered'],
  },
  {
    check: ['chat.postMessage, accepted and not answered', 'during collection', 'between thread posts', 'at random'],
    open: ['chat.update, accepted and not answered'],
    runbook: ['before the ack'],
    presses: [['on a button press'], ['chat.update, accepted and not answered']],
    report: ['on a button press', 'report upload, before it is accepted'],
  },
  {
    check: [
      'chat.postMessage, before it is accepted',
      'while starting',
      'chat.update, before it is accepted',
      'at random',
    ],
    open: ['right after the ack'],
    runbook: ['chat.postMessage, accepted and not answered'],
    presses: [['before the ack'], ['on a button press']],
    report: ['right after the ack', 'report upload, accepted and not answered'],
  },
  {
    check: ['at random', 'between thread posts', 'chat.postMessage, accepted and not answered'],
    open: ['at random'],
    runbook: ['at random'],
    presses: [['on a button press', 'at random'], ['at random']],
    report: ['before the ack', 'while starting', 'at random'],
  },
];

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
    const lost = journeys.flatMap(({ pressed, events }) =>
      pressed.filter(({ value }) => events.filter((event) => isPressOf(event, value)).length !== 1),
    );

    expect(lost).toEqual([]);
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
    const roots = new Set(journeys.map(({ rootTs }) => rootTs));
    const messages = house.slack.workspace.messages(CHANNEL).filter(({ byBot, onlyFor }) => byBot && !onlyFor);
    const strays = messages.filter(({ ts, threadTs }) => !roots.has(threadTs ?? ts));
    expect(strays.map(({ text }) => text)).toEqual([]);
  });
});

/** The event that a press of this card has to leave. */
function isPressOf({ type, body }: Journey['events'][number], card: string): boolean {
  return body.card === card && ['answered', 'told', 'acted', 'skipped'].includes(type);
}
