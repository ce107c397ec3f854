import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Incident } from '../../../src/domain/incident.ts';
import { makeRemindAlarms } from '../../../src/flows/alarms/remind.ts';
import { setState } from '../../../src/flows/show-step.ts';
import { alarmArn, alarmEvent, albArn, metricOf } from '../../support/alarm-event.ts';
import { CHANNEL, type Desk, incidentsOf, openDesk, timelineOf } from './desk.ts';

const MINUTE = 60_000;
const T0 = Date.parse('2026-11-20T10:02:00Z');
const fired = (minutes = 0, name = 'shop-502') => alarmEvent({ name, changedAt: T0 + minutes * MINUTE });
const ok = (minutes: number, name = 'shop-502') => ({ ...fired(minutes, name), state: 'ok' as const });
const person = { team: 'T1', user: 'U1', channel: CHANNEL, responseUrl: null };

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const lines = (about: string) => desk.posts.filter(({ key }) => key.includes(`/alarm/${about}/`));
const first = async (): Promise<Incident> => {
  const [incident] = await incidentsOf(desk);
  if (incident === undefined) throw new Error('no incident');
  return incident;
};
const resolve = async () => {
  const incident = await first();
  await desk.read((tx) => setState(desk.deps, tx, incident, 'resolved', 'slack:T1/U1', 'test'));
};
let pressed = 0;
const send = async (kind: 'view' | 'action', body: object) => {
  pressed += 1;
  const id = `${kind}/${pressed}`;
  await desk.read(async (tx, store) => {
    await store.inbox.accept(tx, { id, kind, body: { ...person, ...body }, receivedAt: desk.now });
    await desk.deps.jobs.enqueue(tx, { name: 'handle-delivery', dedupeKey: id, data: { id } });
  });
  await desk.work();
};
const mute = async (fields: Readonly<Record<string, string>>) =>
  send('view', { form: 'mute', about: (await first()).id, fields: { reason: 'load test', span: '1h', ...fields } });
const typesOf = async () => (await timelineOf(desk, (await first()).id)).map(({ type }) => type);

describe('a reminder', () => {
  it('is said while the alarm goes on, three times, and then only in the message', async () => {
    await desk.hear(fired());
    await desk.pass(240);

    expect(lines('reminder')).toHaveLength(3);
    expect(lines('reminder')[0]?.view).toMatchObject({
      messages: [{ id: 'alarm/reminder', args: { name: 'shop-502', minutes: 31, last: 'no' } }],
    });
    expect((await typesOf()).filter((type) => type === 'alarm-reminded').length).toBeGreaterThan(3);
  });

  it('is said once however many readers are woken', async () => {
    await desk.hear(fired());
    await desk.pass(30);
    const reader = makeRemindAlarms(desk.deps);
    const job = { id: 'job_x', attempt: 1, data: {}, signal: new AbortController().signal };
    for (const done of [await reader(job), await reader(job)]) await desk.read((tx) => done(tx));

    expect(lines('reminder')).toHaveLength(1);
  });

  it('stops with OK and with the resolution of the incident', async () => {
    await desk.hear(fired(), ok(5));
    await desk.pass(240);
    expect(lines('reminder')).toEqual([]);

    await desk.close();
    desk = await openDesk();
    await desk.hear(fired());
    await resolve();
    await desk.pass(240);
    expect(lines('reminder')).toEqual([]);
  });

  it('is off where the settings say so', async () => {
    await desk.close();
    desk = await openDesk({ remindMs: 0 });
    await desk.hear(fired());
    await desk.pass(240);

    expect(lines('reminder')).toEqual([]);
  });
});

describe('a mute', () => {
  it('keeps the thread quiet until its end, and stands in the timeline with its reason', async () => {
    await desk.hear(fired());
    await mute({ what: 'target', span: '1h' });
    await desk.pass(59);
    expect(lines('reminder')).toEqual([]);

    await desk.pass(61);
    expect(lines('reminder').length).toBeGreaterThan(0);
    expect(await typesOf()).toEqual(expect.arrayContaining(['muted', 'unmuted']));
    const muted = (await timelineOf(desk, (await first()).id)).find(({ type }) => type === 'muted');
    expect(muted).toMatchObject({
      by: 'slack:T1/U1',
      body: { reason: 'load test', until: '2026-11-20T11:03:00.000Z' },
    });
  });

  it('of a load balancer keeps its other alarms from opening incidents, and none is lost', async () => {
    await desk.hear(fired());
    await mute({ what: 'target', span: '4h' });
    await resolve();
    const before = desk.posts.length;
    desk.now = T0 + 10 * MINUTE;
    await desk.hear(fired(10, 'shop-5xx'));

    expect(desk.posts).toHaveLength(before);
    const row = await desk.read((tx, store) => store.alarms.get(tx, alarmArn('shop-5xx')));
    expect(row).toMatchObject({ state: 'alarm', incident: null });
    const turns = await desk.read((tx, store) => store.alarms.turnsOf(tx, alarmArn('shop-5xx'), 0));
    expect(turns.map(({ isMuted }) => isMuted)).toEqual([true]);
  });

  it('of one alarm leaves other load balancers alone', async () => {
    await desk.hear(fired());
    await mute({ what: 'alarm' });
    const other = metricOf({ LoadBalancer: 'app/pay-alb/60dc6c495c0c9188' });
    await desk.hear(alarmEvent({ name: 'pay-502', changedAt: T0 + MINUTE, metric: other }));

    expect(await incidentsOf(desk)).toHaveLength(2);
  });

  it('that ends by itself is gone from every message that it stood in', async () => {
    await desk.close();
    desk = await openDesk({ remindMs: 0 });
    const other = metricOf({ LoadBalancer: 'app/pay-alb/60dc6c495c0c9188' });
    await desk.hear(fired(), alarmEvent({ name: 'pay-502', changedAt: T0 + MINUTE, metric: other }));
    await mute({ what: 'channel', span: '30m' });
    const touch = jest.spyOn(desk.deps.store.outbox, 'touch');
    await desk.pass(31);

    const roots = (await incidentsOf(desk)).map(({ thread }) => thread);
    expect(roots).toHaveLength(2);
    expect(touch.mock.calls.map(([, key]) => key)).toEqual(expect.arrayContaining(roots));
  });

  it('of a channel ends by itself, and what still fires then is told', async () => {
    await desk.hear(fired(), ok(1));
    await mute({ what: 'channel', span: '30m' });
    await resolve();
    const other = metricOf({ LoadBalancer: 'app/pay-alb/60dc6c495c0c9188' });
    await desk.hear(
      alarmEvent({ name: 'pay-502', changedAt: T0 + 2 * MINUTE, metric: other }),
      alarmEvent({ name: 'gone-502', changedAt: T0 + 2 * MINUTE, metric: other }),
      alarmEvent({ name: 'gone-502', changedAt: T0 + 3 * MINUTE, metric: other, state: 'ok' }),
    );
    expect(await incidentsOf(desk)).toHaveLength(1);

    await desk.pass(31);
    expect((await incidentsOf(desk)).map(({ title }) => title)).toEqual(['shop-502', 'pay-502']);
  });

  it('is taken away by a button, by whoever presses it', async () => {
    await desk.hear(fired());
    await mute({ what: 'target', span: '4h' });
    await send('action', { action: 'unmute', value: (await first()).id });
    await desk.pass(31);

    expect(lines('reminder')).toHaveLength(1);
    expect((await timelineOf(desk, (await first()).id)).find(({ type }) => type === 'unmuted')?.by).toBe('slack:T1/U1');

    await send('action', { action: 'unmute', value: (await first()).id });
    expect(desk.posts.at(-1)?.view).toMatchObject({ messages: [{ id: 'alarm/not-muted' }] });
  });

  it('until a time that is past is refused with the reason', async () => {
    await desk.hear(fired());
    await mute({ what: 'target', span: 'until', until: String(T0 / 1000) });

    expect(desk.posts.at(-1)).toMatchObject({ op: 'ephemeral', view: { messages: [{ id: 'alarm/mute-when' }] } });
    expect(await desk.read((tx, store) => store.mutes.active(tx, CHANNEL, desk.now))).toEqual([]);
  });

  it('counts what comes meanwhile in the incident that is open', async () => {
    await desk.hear(fired());
    await mute({ what: 'target' });
    await desk.hear(ok(2), fired(4));

    const incident = await first();
    expect(await desk.read((tx, store) => store.alarms.tally(tx, incident.id))).toMatchObject({ firings: 2 });
    expect(lines('ok')).toEqual([]);
    expect(incident.target).toBe(albArn);
  });
});
