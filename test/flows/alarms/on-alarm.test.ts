import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AlarmEvent, AlarmState } from '../../../src/domain/alarm.ts';
import { setState } from '../../../src/flows/show-step.ts';
import { alarmArn, alarmEvent, albArn, metricOf } from '../../support/alarm-event.ts';
import { CHANNEL, type Desk, incidentsOf, openDesk, timelineOf } from './desk.ts';

const MINUTE = 60_000;
const T0 = Date.parse('2026-11-20T10:02:00Z');
const at = (minutes: number, change: Partial<AlarmEvent> = {}) =>
  alarmEvent({ changedAt: T0 + minutes * MINUTE, ...change });
const ok = (minutes: number, change: Partial<AlarmEvent> = {}) => at(minutes, { state: 'ok', ...change });

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const keys = () => desk.posts.map(({ key }) => key.replace(/^(inc|run)_\d+/, '$1'));
const topPosts = () => desk.posts.filter(({ thread }) => thread === null);
const typesOf = async (incident: string) => (await timelineOf(desk, incident)).map(({ type }) => type);
const rowOf = (name = 'shop-502') => desk.read((tx, store) => store.alarms.get(tx, alarmArn(name)));
const resolve = async () => {
  const [incident] = await incidentsOf(desk);
  if (incident === undefined) throw new Error('no incident');
  await desk.read((tx) => setState(desk.deps, tx, incident, 'resolved', 'slack:T1/U1', 'test'));
};

describe('an alarm that fires', () => {
  it('opens an incident with one message, and the check goes into its thread', async () => {
    await desk.keep(at(0));
    await desk.work();

    const [incident, ...others] = await incidentsOf(desk);
    expect(others).toEqual([]);
    expect(incident).toMatchObject({ title: 'shop-502', target: albArn, openedBy: 'bot', state: 'investigating' });
    expect(keys()).toEqual(['inc/alarm', 'run/root']);
    expect(desk.posts[1]?.thread).toBe(incident?.thread);
    expect(await typesOf(incident?.id ?? '')).toEqual(['alarm-fired', 'opened', 'diagnosed']);
    expect(await rowOf()).toMatchObject({ state: 'alarm', target: albArn, targetBy: 'event', placement: 'placed' });
  });

  it('is told before anybody asks AWS', async () => {
    const saidByThen: string[] = [];
    desk.placed = () => {
      saidByThen.push(...keys());
      return {};
    };
    await desk.hear(at(0, { metric: metricOf({ ClusterName: 'shop', ServiceName: 'api' }) }));

    expect(saidByThen).toEqual(['inc/alarm']);
    expect(desk.asked).toEqual([['shop-502']]);
  });

  it('is handled once however often the same transition comes', async () => {
    await desk.hear(at(0), at(0), { ...at(0), reason: 'the same by another road' });

    expect(topPosts()).toHaveLength(1);
    const [incident] = await incidentsOf(desk);
    expect(await desk.read((tx, store) => store.alarms.tally(tx, incident?.id ?? ''))).toMatchObject({ firings: 1 });
  });

  it('joins its incident when it fires again, and is counted', async () => {
    await desk.hear(at(0), ok(5), at(9));

    const [incident, ...others] = await incidentsOf(desk);
    expect(others).toEqual([]);
    expect(topPosts()).toHaveLength(1);
    const tally = await desk.read((tx, store) => store.alarms.tally(tx, incident?.id ?? ''));
    expect(tally).toMatchObject({ alarms: 1, inAlarm: 1, firings: 2 });
    expect(await typesOf(incident?.id ?? '')).toEqual([
      'alarm-fired',
      'opened',
      'diagnosed',
      'alarm-ok',
      'alarm-fired',
    ]);
  });

  it('joins the incident of another alarm of the same load balancer, and no other', async () => {
    const other = metricOf({ LoadBalancer: 'app/pay-alb/60dc6c495c0c9188' });
    await desk.hear(at(0), at(2, { name: 'shop-5xx' }), at(3, { name: 'pay-502', metric: other }));

    expect((await incidentsOf(desk)).map(({ title }) => title)).toEqual(['shop-502', 'pay-502']);
    expect(topPosts()).toHaveLength(2);
    expect((await rowOf('shop-5xx'))?.incident).toBe((await rowOf())?.incident);
  });

  it('opens another incident when the window is over', async () => {
    await desk.hear(at(0), ok(5), at(66));

    expect(await incidentsOf(desk)).toHaveLength(2);
  });

  it('opens another incident when people have resolved the last one', async () => {
    await desk.hear(at(0), ok(5));
    await resolve();
    desk.now = T0 + 10 * MINUTE;
    await desk.hear(at(10));

    expect(await incidentsOf(desk)).toHaveLength(2);
  });

  it('belongs to the resolved incident that it was part of when it comes late', async () => {
    await desk.hear(at(0));
    desk.now = T0 + 10 * MINUTE;
    await resolve();
    await desk.hear(ok(2), at(4), ok(6));

    expect(await incidentsOf(desk)).toHaveLength(1);
    expect((await rowOf())?.state).toBe('ok');
  });

  it('joins the incident that a person opened for the same load balancer, with a reply', async () => {
    await desk.read((tx, store) =>
      store.incidents.create(tx, {
        id: 'inc_theirs',
        title: 'shop is down',
        state: 'investigating',
        target: albArn,
        lang: 'en',
        channel: CHANNEL,
        thread: 'run_theirs/root',
        openedBy: 'slack:T1/U1',
        openedAt: desk.now,
        updatedAt: desk.now,
        firstRun: 'run_theirs',
        lastRun: 'run_theirs',
      }),
    );
    await desk.hear(at(0));

    expect(await incidentsOf(desk)).toHaveLength(1);
    expect(desk.posts.map(({ key, thread }) => [key, thread])).toEqual([['inc_theirs/alarm', 'run_theirs/root']]);
    expect(await typesOf('inc_theirs')).toEqual(['alarm-fired']);
  });

  it('goes where its rule says and checks what its rule says', async () => {
    await desk.close();
    desk = await openDesk({ rules: [{ alarm: 'shop-*', target: 'shop-blue', channel: 'C0SHOP' }] });
    await desk.hear(at(0));

    expect(desk.posts.map(({ channel }) => channel)).toEqual(['C0SHOP', 'C0SHOP']);
    expect((await incidentsOf(desk))[0]?.target).toBe('shop-blue');
  });

  it('without a channel is refused aloud and kept', async () => {
    await desk.close();
    desk = await openDesk({ channel: null });
    await desk.hear(at(0));

    expect(desk.posts).toEqual([]);
    expect(desk.refused.map(({ name }) => name)).toEqual(['shop-502']);
    expect(await rowOf()).toMatchObject({ state: 'alarm', channel: null, incident: null });
  });
});

describe('an alarm that changes otherwise', () => {
  it('posts nothing when it is OK without ever having fired', async () => {
    await desk.hear(ok(0), at(1, { name: 'other', state: 'insufficient-data' }));

    expect(desk.posts).toEqual([]);
    expect(await incidentsOf(desk)).toEqual([]);
    expect((await rowOf())?.state).toBe('ok');
  });

  it('back to OK is told in one line, and the incident stays open', async () => {
    await desk.hear(at(0), ok(5));

    expect(keys()).toEqual(['inc/alarm', 'run/root', 'inc/alarm/ok/1']);
    const [incident] = await incidentsOf(desk);
    expect(incident?.state).toBe('investigating');
    expect(await typesOf(incident?.id ?? '')).toContain('alarm-ok');
  });

  it('is OK as a whole only when all of its incident are', async () => {
    await desk.hear(at(0), at(1, { name: 'shop-5xx' }), ok(5));
    expect(keys().filter((key) => key.includes('/ok/'))).toEqual([]);

    await desk.hear(ok(6, { name: 'shop-5xx' }));
    expect(keys().filter((key) => key.includes('/ok/'))).toEqual(['inc/alarm/ok/1']);
  });

  it('without data has not recovered', async () => {
    await desk.hear(at(0), at(5, { state: 'insufficient-data' }));

    const [incident] = await incidentsOf(desk);
    expect(await typesOf(incident?.id ?? '')).toContain('alarm-no-data');
    expect(keys()).toEqual(['inc/alarm', 'run/root']);
    expect((await rowOf())?.state).toBe('insufficient-data');
  });

  it('is not closed by an OK that is older than its newest ALARM', async () => {
    await desk.hear(at(0), at(10), ok(5));

    expect((await rowOf())?.state).toBe('alarm');
    expect(keys()).toEqual(['inc/alarm', 'run/root']);
  });

  it('that goes back and forth is counted, and the thread stays quiet', async () => {
    const turns = Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? at(n) : ok(n)));
    await desk.hear(...turns);

    const lines = keys().filter((key) => key.includes('/ok/'));
    expect(lines.length).toBeLessThanOrEqual(3);
    const [incident] = await incidentsOf(desk);
    const tally = await desk.read((tx, store) => store.alarms.tally(tx, incident?.id ?? ''));
    expect(tally.firings).toBe(10);
  });
});

describe('in whatever order and however often its transitions come', () => {
  const states: readonly AlarmState[] = ['alarm', 'ok', 'insufficient-data'];
  const lists = fc
    .array(fc.constantFrom(...states), { minLength: 1, maxLength: 7 })
    .map((some) => some.map((state, n) => at(n * 3, { state })))
    .chain((turns) =>
      fc.tuple(
        fc.constant(turns),
        fc
          .shuffledSubarray([...turns, ...turns], { minLength: turns.length })
          .filter((order) => turns.every((turn) => order.includes(turn))),
        fc.boolean(),
      ),
    );

  const heard = async (turns: readonly AlarmEvent[], order: readonly AlarmEvent[], together: boolean) => {
    await desk.close();
    desk = await openDesk();
    if (together) {
      for (const event of order) await desk.keep(event);
      await desk.work();
    } else await desk.hear(...order);
    const all = await incidentsOf(desk);
    const events = (await Promise.all(all.map(({ id }) => timelineOf(desk, id)))).flat();
    const tallies = await Promise.all(all.map(({ id }) => desk.read((tx, store) => store.alarms.tally(tx, id))));
    return {
      state: (await rowOf())?.state,
      posts: topPosts().length,
      incidents: all.length,
      told: events.filter(({ type }) => type === 'alarm-fired').length,
      firings: tallies.reduce((sum, { firings }) => sum + firings, 0),
      newest: turns.at(-1)?.state,
      fired: turns.filter(({ state }) => state === 'alarm').length,
    };
  };

  it('one incident, its newest state, and every firing counted once', async () => {
    await fc.assert(
      fc.asyncProperty(lists, async ([turns, order, together]) => {
        const { state, posts, incidents, told, firings, newest, fired } = await heard(turns, order, together);
        const one = Math.min(1, fired);
        expect({ state, posts, incidents, told, firings }).toEqual({
          state: newest,
          posts: one,
          incidents: one,
          told: fired,
          firings: fired,
        });
      }),
      { numRuns: 40 },
    );
  });
});
