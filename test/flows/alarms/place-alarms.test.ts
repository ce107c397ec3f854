import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { AlarmEvent } from '../../../src/domain/alarm.ts';
import { makePlaceDied } from '../../../src/flows/alarms/place-alarms.ts';
import { alarmArn, alarmEvent, albArn, metricOf } from '../../support/alarm-event.ts';
import { CHANNEL, type Desk, incidentsOf, openDesk, timelineOf } from './desk.ts';

const T0 = Date.parse('2026-11-20T10:02:00Z');
const payArn = albArn.replace('shop-alb/50', 'pay-alb/60');
const why = { id: 'alarm/why/nothing-named', args: { seen: 'ServiceName api' } };
const candidates = ['pay-alb', 'shop-alb'].map((name) => ({
  name,
  arn: name === 'shop-alb' ? albArn : payArn,
  region: 'ap-northeast-1',
  profile: null,
}));
const press = { team: 'T1', user: 'U1', channel: CHANNEL, responseUrl: null };

/** An alarm that names no load balancer. */
const service = (name: string, seconds = 0, change: Partial<AlarmEvent> = {}) =>
  alarmEvent({
    name,
    changedAt: T0 + seconds * 1000,
    metric: metricOf({ ClusterName: 'shop', ServiceName: name }),
    ...change,
  });
const balancer = (seconds = 0) => alarmEvent({ name: 'shop-502', changedAt: T0 + seconds * 1000 });

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const topPosts = () => desk.posts.filter(({ thread }) => thread === null);
const runs = () => desk.posts.filter(({ view }) => view.kind === 'run-root').length;
const rowOf = (name: string) => desk.read((tx, store) => store.alarms.get(tx, alarmArn(name)));
const press1 = async (action: string, value: string) => {
  const id = `action/${desk.posts.length}/${value}`;
  const body = { ...press, action, value };
  await desk.read(async (tx, store) => {
    await store.inbox.accept(tx, { id, kind: 'action', body, receivedAt: desk.now });
    await desk.deps.jobs.enqueue(tx, { name: 'handle-delivery', dedupeKey: id, data: { id } });
  });
  await desk.work();
};

describe('an alarm that names no load balancer', () => {
  it('is looked up in AWS, and the check starts when it is known', async () => {
    await desk.hear(service('api'));

    const [incident] = await incidentsOf(desk);
    expect(incident?.target).toBe(albArn);
    expect(runs()).toBe(1);
    expect(await rowOf('api')).toMatchObject({ target: albArn, targetBy: 'aws', placement: 'placed' });
  });

  it('is told together with the load balancer’s own alarm when both come at once, whichever is first', async () => {
    for (const order of [
      [service('api'), balancer(1)],
      [balancer(), service('api', 1)],
    ]) {
      await desk.close();
      desk = await openDesk();
      for (const event of order) await desk.keep(event);
      await desk.work();

      expect(topPosts()).toHaveLength(1);
      expect(await incidentsOf(desk)).toHaveLength(1);
      expect(runs()).toBe(1);
    }
  });

  it('moves into an incident of its own when it turns out to be about another load balancer', async () => {
    desk.placed = () => ({ target: payArn });
    await desk.keep(balancer());
    await desk.keep(service('pay', 1));
    await desk.work();

    const all = await incidentsOf(desk);
    expect(all.map(({ target }) => target)).toEqual([albArn, payArn]);
    expect(topPosts()).toHaveLength(2);
    expect((await rowOf('pay'))?.incident).toBe(all[1]?.id);
    const tallies = await Promise.all(all.map(({ id }) => desk.read((tx, store) => store.alarms.tally(tx, id))));
    expect(tallies.map(({ alarms, firings }) => [alarms, firings])).toEqual([
      [1, 1],
      [1, 1],
    ]);
    expect((await timelineOf(desk, all[1]?.id ?? '')).map(({ type }) => type)).toContain('alarm-fired');
  });

  it('takes along all that happened to it, each at its own time, and the first incident says that it went', async () => {
    desk.placed = () => ({ target: payArn });
    await desk.keep(balancer());
    await desk.keep(service('pay', 1, { reason: 'it broke' }));
    await desk.keep(service('pay', 2, { state: 'ok', reason: 'it works' }));
    await desk.work();

    const [first, second] = await incidentsOf(desk);
    const theirs = (await timelineOf(desk, second?.id ?? '')).filter(({ body }) => body.name === 'pay');
    expect(theirs.map(({ type, at, body }) => [type, at - T0, body.reason])).toEqual([
      ['alarm-fired', 1_000, 'it broke'],
      ['alarm-ok', 2_000, 'it works'],
    ]);
    const went = (await timelineOf(desk, first?.id ?? '')).filter(({ type }) => type === 'alarm-moved');
    expect(went.map(({ body }) => body)).toEqual([{ alarm: alarmArn('pay'), name: 'pay', to: second?.id }]);
  });

  it('leaves the title to the alarm that stays when the first one moves out', async () => {
    desk.placed = () => ({ target: payArn });
    await desk.keep(service('pay'));
    await desk.keep(balancer(1));
    await desk.work();

    expect((await incidentsOf(desk)).map(({ title, target }) => [title, target])).toEqual([
      ['shop-502', albArn],
      ['pay', payArn],
    ]);
  });

  it('asks people when nobody knows, and takes their word for this time and the next', async () => {
    desk.placed = () => ({ target: null, note: why, candidates });
    await desk.hear(service('api'));
    const [incident] = await incidentsOf(desk);
    expect(runs()).toBe(0);
    expect(await desk.read((tx, store) => store.alarms.group(tx, incident?.id ?? ''))).toMatchObject({ candidates });

    await press1('alarm-target/1', `${incident?.id} 1`);

    expect(runs()).toBe(1);
    expect((await incidentsOf(desk))[0]?.target).toBe(albArn);
    const chosen = (await timelineOf(desk, incident?.id ?? '')).find(({ type }) => type === 'target-chosen');
    expect(chosen).toMatchObject({ by: 'slack:T1/U1', body: { target: 'shop-alb' } });
    desk.now += 5 * 3_600_000;
    await desk.hear(service('api', 60, { state: 'ok' }), service('api', 5 * 3_600));
    expect((await incidentsOf(desk)).map(({ target }) => target)).toEqual([albArn, albArn]);
    expect(desk.asked).toEqual([['api']]);
  });

  it('takes the first of two answers', async () => {
    desk.placed = () => ({ target: null, note: why, candidates });
    await desk.hear(service('api'));
    const [incident] = await incidentsOf(desk);

    await press1('alarm-target/1', `${incident?.id} 1`);
    await press1('alarm-target/0', `${incident?.id} 0`);

    expect((await incidentsOf(desk))[0]?.target).toBe(albArn);
    expect(desk.posts.at(-1)?.view).toMatchObject({ kind: 'said', messages: [{ id: 'alarm/target-known' }] });
  });

  it('is not guessed when the look died', async () => {
    await desk.keep(service('api'));
    await desk.work();
    const [incident] = await incidentsOf(desk);
    await desk.read(async (tx, store) => {
      await store.alarms.updateGroup(tx, incident?.id ?? '', { target: null });
      await store.alarms.update(tx, alarmArn('api'), { target: null, placement: 'looking', placedBy: 'job_9' });
      await makePlaceDied(desk.deps)(tx, { id: 'job_9', data: { incident: incident?.id ?? '' }, error: 'x' });
    });

    expect(await rowOf('api')).toMatchObject({ placement: 'unknown', note: { args: { reference: 'job_9' } } });
  });
});

describe('a storm', () => {
  it('of one cause is one incident, one message and few calls to AWS', async () => {
    const kinds = [
      (n: number) => service(`service-${n}`, n / 10),
      (n: number) => alarmEvent({ name: `group-${n}`, changedAt: T0 + n * 100 }),
      (n: number) => service(`composite-${n}`, n / 10, { kind: 'composite', metric: null, children: ['shop-502'] }),
    ];
    for (let n = 0; n < 300; n += 1) await desk.keep(kinds[n % 3]?.(n) ?? balancer());
    await desk.work();

    expect(await incidentsOf(desk)).toHaveLength(1);
    expect(topPosts()).toHaveLength(1);
    expect(desk.posts.length).toBeLessThanOrEqual(3);
    expect(desk.asked.length).toBeLessThanOrEqual(10);
    const [incident] = await incidentsOf(desk);
    expect(await desk.read((tx, store) => store.alarms.tally(tx, incident?.id ?? ''))).toMatchObject({
      alarms: 300,
      firings: 300,
      unknown: 0,
    });
  });

  it('of alarms that nobody knows is collected under one message, each still marked as not known', async () => {
    desk.placed = () => ({ target: null, note: why, candidates });
    for (let n = 0; n < 60; n += 1) await desk.keep(service(`service-${n}`, n / 10));
    await desk.work();

    expect(topPosts()).toHaveLength(1);
    const [incident] = await incidentsOf(desk);
    expect(await desk.read((tx, store) => store.alarms.tally(tx, incident?.id ?? ''))).toMatchObject({
      alarms: 60,
      unknown: 60,
    });
    expect(runs()).toBe(0);
  });

  it('that is over leaves all names in a file', async () => {
    const all = Array.from({ length: 12 }, (_, n) => alarmEvent({ name: `group-${n}`, changedAt: T0 + n * 100 }));
    for (const event of all) await desk.keep(event);
    await desk.work();
    for (const event of all) await desk.keep({ ...event, state: 'ok', changedAt: T0 + 300_000 });
    await desk.work();

    const thread = desk.posts.filter(({ thread: parent }) => parent !== null).map(({ view }) => view.kind);
    expect(thread).toEqual(['run-root', 'said', 'alarm-list']);
  });
});
