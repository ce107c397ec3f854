import { describe, expect, it } from '@jest/globals';
import type { AlarmGroup, AlarmRow, Mute } from '../../src/domain/alarm-rows.ts';
import type { Store, Tx } from '../../src/domain/ports.ts';
import { verifyTimeline } from '../../src/store/index.ts';
import { alarmArn, alarmDelivery, alarmEvent, albArn } from '../support/alarm-event.ts';
import { anEvent, anIncident, T0 } from './samples.ts';

type InTx = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

const anAlarm = (name: string, more: Partial<AlarmRow> = {}): AlarmRow => ({
  id: alarmArn(name),
  name,
  state: 'alarm',
  changedAt: T0,
  event: alarmEvent({ name, reason: '発報 <!here>' }),
  account: '111122223333',
  region: 'ap-northeast-1',
  channel: 'C1',
  incident: 'inc_1',
  target: null,
  targetBy: null,
  placement: 'due',
  placedBy: null,
  note: { id: 'alarm/why/gone', args: { name } },
  series: null,
  updatedAt: T0,
  ...more,
});

const aGroup = (more: Partial<AlarmGroup> = {}): AlarmGroup => ({
  incident: 'inc_1',
  root: 'inc_1/alarm',
  channel: 'C1',
  account: null,
  region: 'ap-northeast-1',
  target: null,
  opener: alarmArn('a'),
  firstAt: T0,
  lastAt: T0,
  candidates: [{ name: 'shop-alb', arn: albArn, region: 'ap-northeast-1', profile: null }],
  remindAt: null,
  reminders: 0,
  okLines: 0,
  hasList: false,
  ...more,
});

const aTurn = (id: string, more = {}) => ({
  id,
  alarm: alarmArn('a'),
  state: 'alarm' as const,
  changedAt: T0,
  incident: 'inc_1' as string | null,
  isMuted: false,
  handledAt: T0,
  ...more,
});

const aMute = (more: Partial<Mute> = {}): Mute => ({
  id: 'mute_1',
  incident: 'inc_1',
  channel: 'C1',
  scope: 'target',
  subject: albArn,
  until: T0 + 60_000,
  reason: '負荷試験',
  by: 'slack:T1/U1',
  createdAt: T0,
  endedAt: null,
  ...more,
});

/** What the store keeps of alarms. */
export function describeAlarms(storeOf: () => Store, inTx: InTx): void {
  const alarms = () => storeOf().alarms;

  describe('alarms', () => {
    it('keeps an alarm as it is and changes what it is told to', async () => {
      const row = anAlarm('a');
      await inTx(async (tx) => {
        await storeOf().incidents.create(tx, anIncident());
        await alarms().put(tx, row);
        expect(await alarms().get(tx, row.id)).toEqual(row);
        await alarms().put(tx, { ...row, state: 'ok', note: null });
        await alarms().update(tx, row.id, { target: albArn, targetBy: 'person', placement: 'placed' });
      });

      const read = await inTx((tx) => alarms().get(tx, row.id));
      expect(read).toEqual({
        ...row,
        state: 'ok',
        note: null,
        target: albArn,
        targetBy: 'person',
        placement: 'placed',
      });
      await expect(inTx((tx) => alarms().update(tx, 'nobody', { target: null }))).rejects.toThrow('no alarm');
    });

    it('knows a transition again, and counts those of an alarm', async () => {
      await inTx(async (tx) => {
        expect(await alarms().addTurn(tx, aTurn('t1'))).toBe(true);
        expect(await alarms().addTurn(tx, aTurn('t1', { state: 'ok' }))).toBe(false);
        await alarms().addTurn(tx, aTurn('t2', { changedAt: T0 + 5, isMuted: true, incident: null }));
        expect(await alarms().hasTurn(tx, 't2')).toBe(true);
        expect(await alarms().hasTurn(tx, 't3')).toBe(false);
        expect((await alarms().turnsOf(tx, alarmArn('a'), T0 + 1)).map(({ id, isMuted }) => [id, isMuted])).toEqual([
          ['t2', true],
        ]);
        await alarms().moveTurns(tx, alarmArn('a'), null, 'inc_2', T0 + 6);
        await alarms().moveTurns(tx, alarmArn('a'), 'inc_1', 'inc_2', T0);
        expect(await alarms().mostTurns(tx, 'inc_2', T0)).toBe(1);
        expect(await alarms().mostTurns(tx, 'inc_9', T0)).toBe(0);
      });
    });

    it('reads and writes many at once like one after the other', async () => {
      const [a, b] = [
        anAlarm('a'),
        anAlarm('b', { note: null, target: albArn, targetBy: 'event', placement: 'placed' }),
      ];
      await inTx(async (tx) => {
        await storeOf().incidents.create(tx, anIncident());
        await alarms().putAll(tx, []);
        await alarms().addTurns(tx, []);
        await alarms().put(tx, { ...a, state: 'ok' });
        await alarms().putAll(tx, [a, b]);
        await alarms().addTurns(tx, [aTurn('t1'), aTurn('t2')]);
        await alarms().addTurns(tx, [aTurn('t2', { state: 'ok' }), aTurn('t3')]);
      });

      const [rows, known, turns] = await inTx(async (tx) => [
        await alarms().getAll(tx, [a.id, b.id, 'nobody']),
        await alarms().knownTurns(tx, ['t1', 't3', 't9']),
        await alarms().turnsOf(tx, alarmArn('a'), 0),
      ]);
      expect(rows.toSorted((one, other) => (one.id < other.id ? -1 : 1))).toEqual([a, b]);
      expect([...known].sort()).toEqual(['t1', 't3']);
      expect(turns.map(({ id, state }) => [id, state])).toEqual([
        ['t1', 'alarm'],
        ['t2', 'alarm'],
        ['t3', 'alarm'],
      ]);
      expect(await inTx((tx) => alarms().getAll(tx, []))).toEqual([]);
    });

    it('lets one transaction after the other take alarms', async () => {
      const order: string[] = [];
      await Promise.all(
        ['one', 'two'].map((name) =>
          inTx(async (tx) => {
            await alarms().lane(tx);
            return name;
          }).then((done) => order.push(done)),
        ),
      );
      expect(order.sort()).toEqual(['one', 'two']);
    });

    it('chains several events of a timeline as if they came one by one', async () => {
      const { timeline } = storeOf();
      const read = await inTx(async (tx) => {
        await storeOf().incidents.create(tx, anIncident());
        await timeline.append(tx, anEvent({ id: 'e1' }));
        const added = await timeline.appendAll(
          tx,
          'inc_1',
          ['e2', 'e1', 'e3', 'e2'].map((id) => anEvent({ id })),
        );
        expect(added.map(({ id, seq }) => [id, seq])).toEqual([
          ['e2', 2],
          ['e3', 3],
        ]);
        await timeline.append(tx, anEvent({ id: 'e4' }));
        return { events: await timeline.read(tx, 'inc_1'), head: await timeline.head(tx, 'inc_1') };
      });

      expect(verifyTimeline(read.events, read.head)).toMatchObject({ ok: true, count: 4 });
    });

    it('gives the deliveries of alarms that nobody has handled, oldest first', async () => {
      const one = alarmEvent({ name: 'one' });
      const two = alarmEvent({ name: 'two' });
      const waiting = await inTx(async (tx) => {
        await storeOf().inbox.accept(tx, { ...alarmDelivery(two), receivedAt: T0 + 2 });
        await storeOf().inbox.accept(tx, { ...alarmDelivery(one), receivedAt: T0 + 1 });
        await storeOf().inbox.accept(tx, { id: 'Ev1', kind: 'event', body: {}, receivedAt: T0 + 1 });
        await alarms().addTurn(tx, aTurn(alarmDelivery(alarmEvent({ name: 'three' })).id));
        return await alarms().waiting(tx, T0, 10);
      });

      expect(waiting.map(({ event }) => event)).toEqual([one, two]);
      expect(await inTx((tx) => alarms().waiting(tx, T0 + 2, 10))).toHaveLength(1);
      expect(await inTx((tx) => alarms().waiting(tx, T0, 1))).toHaveLength(1);
    });

    it('counts an incident’s alarms by state, those in ALARM first', async () => {
      await inTx(async (tx) => {
        await storeOf().incidents.create(tx, anIncident());
        await alarms().put(tx, anAlarm('a', { state: 'ok', placement: 'placed' }));
        await alarms().put(tx, anAlarm('b', { changedAt: T0 + 9 }));
        await alarms().put(tx, anAlarm('c', { state: 'insufficient-data', placement: 'unknown' }));
        await alarms().addTurn(tx, aTurn('t1'));
        await alarms().addTurn(tx, aTurn('t2', { state: 'ok' }));
      });

      const [tally, rows, none] = await inTx(async (tx) => [
        await alarms().tally(tx, 'inc_1'),
        await alarms().ofIncident(tx, 'inc_1', 2),
        await alarms().tally(tx, 'inc_9'),
      ]);
      expect(tally).toEqual({ alarms: 3, inAlarm: 1, ok: 1, noData: 1, firings: 1, unknown: 1, looking: 1 });
      expect(rows.map(({ name }) => name)).toEqual(['b', 'c']);
      expect(none).toEqual({ alarms: 0, inAlarm: 0, ok: 0, noData: 0, firings: 0, unknown: 0, looking: 0 });
    });

    it('gives to one job what waits, and to no other what that one has', async () => {
      await inTx(async (tx) => {
        await storeOf().incidents.create(tx, anIncident());
        await alarms().put(tx, anAlarm('a'));
        await alarms().put(tx, anAlarm('b', { placement: 'looking', placedBy: 'job_1' }));
        await alarms().put(tx, anAlarm('c', { placement: 'looking', placedBy: 'job_2' }));
        expect(await alarms().hasDue(tx, 'inc_1')).toBe(true);
        expect(await alarms().hasDue(tx, 'inc_2')).toBe(false);
      });

      const rows = await inTx((tx) => alarms().toPlace(tx, 'inc_1', 'job_1'));
      expect(rows.map(({ name }) => name)).toEqual(['a', 'b']);
    });

    it('tells how many fire in a place, and which of them nobody was told of', async () => {
      const place = { channel: 'C1', account: '111122223333', region: 'ap-northeast-1' };
      await inTx(async (tx) => {
        await storeOf().incidents.create(tx, anIncident());
        await storeOf().incidents.create(tx, anIncident({ id: 'inc_2', thread: 'x', state: 'resolved' }));
        await alarms().put(tx, anAlarm('a'));
        await alarms().put(tx, anAlarm('b', { incident: null }));
        await alarms().put(tx, anAlarm('c', { incident: 'inc_2', changedAt: T0 - 1 }));
        await alarms().put(tx, anAlarm('d', { account: null, incident: null, state: 'ok' }));
        expect(await alarms().firedSince(tx, place, T0)).toBe(2);
        expect(await alarms().firedSince(tx, { ...place, account: null }, 0)).toBe(0);
        expect((await alarms().unheard(tx, 'C1', 9)).map(({ name }) => name)).toEqual(['c', 'b']);
      });
    });

    it('keeps groups, lists the open ones and those to be reminded of', async () => {
      const group = aGroup();
      await inTx(async (tx) => {
        await storeOf().incidents.create(tx, anIncident());
        await storeOf().incidents.create(tx, anIncident({ id: 'inc_2', thread: 'x', state: 'resolved' }));
        await alarms().addGroup(tx, group);
        await alarms().addGroup(tx, aGroup({ incident: 'inc_2', remindAt: T0 + 5 }));
        expect(await alarms().group(tx, 'inc_1')).toEqual(group);
        expect(await alarms().group(tx, 'inc_9')).toBeUndefined();
        await alarms().updateGroup(tx, 'inc_1', { target: albArn, remindAt: T0 + 9, hasList: true, candidates: [] });
      });

      const [open, due, all] = await inTx(async (tx) => [
        await alarms().openGroups(tx, 'C1', 9),
        await alarms().remindersDue(tx, T0 + 5),
        await alarms().remindersDue(tx, T0 + 9),
      ]);
      expect(open).toEqual([{ ...group, target: albArn, remindAt: T0 + 9, hasList: true, candidates: [] }]);
      expect(due.map(({ incident }) => incident)).toEqual(['inc_2']);
      expect(all.map(({ incident }) => incident)).toEqual(['inc_2', 'inc_1']);
      await expect(inTx((tx) => alarms().updateGroup(tx, 'inc_9', { okLines: 1 }))).rejects.toThrow('no alarms');
    });

    it('ends a mute once', async () => {
      const { mutes } = storeOf();
      await inTx(async (tx) => {
        await storeOf().incidents.create(tx, anIncident());
        expect(await mutes.add(tx, aMute())).toBe(true);
        expect(await mutes.add(tx, aMute())).toBe(false);
        expect(await mutes.get(tx, 'mute_1')).toEqual(aMute());
        expect(await mutes.active(tx, 'C1', T0)).toEqual([aMute()]);
        expect(await mutes.active(tx, 'C2', T0)).toEqual([]);
        expect(await mutes.active(tx, 'C1', T0 + 60_000)).toEqual([]);
        expect(await mutes.over(tx, T0 + 59_999)).toEqual([]);
        expect(await mutes.over(tx, T0 + 60_000)).toEqual([aMute()]);
        expect(await mutes.end(tx, 'mute_1', T0 + 1)).toBe(true);
        expect(await mutes.end(tx, 'mute_1', T0 + 2)).toBe(false);
        expect(await mutes.active(tx, 'C1', T0)).toEqual([]);
        expect(await mutes.over(tx, T0 + 60_000)).toEqual([]);
        expect((await mutes.get(tx, 'mute_1'))?.endedAt).toBe(T0 + 1);
      });
    });
  });
}
