import { describe, expect, it } from '@jest/globals';
import { alarmBeforeOnset as check } from '../../../src/checks/change/alarm-before-onset.ts';
import type { AlarmChange } from '../../../src/domain/evidence.ts';
import { at, context, metrics } from '../../support/evidence.ts';

const failing = metrics({ made: (minute) => (minute >= 30 ? 20 : 0) });
const rung = (minute: number, more: Partial<AlarmChange> = {}): AlarmChange => ({
  at: at(minute),
  alarm: 'db-cpu',
  from: 'OK',
  to: 'ALARM',
  reason: 'Threshold Crossed',
  metric: 'AWS/RDS/CPUUtilization',
  onPath: true,
  ...more,
});
const answer = (one: AlarmChange) => check.run({ alarmHistory: [one], metrics: failing }, context);

describe('change/alarm-before-onset', () => {
  it('speaks of an alarm on something behind that went off first', () => {
    expect(answer(rung(24))).toMatchObject({ status: 'seen', args: { alarm: 'db-cpu', at: '09:24 UTC' } });
  });

  it('is silent about alarms that count the failures, recover, come later or lie elsewhere', () => {
    expect(answer(rung(24, { metric: 'AWS/ApplicationELB/HTTPCode_ELB_502_Count' }))).toMatchObject({
      status: 'not-seen',
    });
    expect(answer(rung(24, { to: 'OK' }))).toMatchObject({ status: 'not-seen' });
    expect(answer(rung(45))).toMatchObject({ status: 'not-seen' });
    expect(answer(rung(24, { onPath: false }))).toMatchObject({ status: 'not-seen' });
  });

  it('has nothing to say where nothing fails', () => {
    expect(check.run({ alarmHistory: [], metrics: metrics() }, context)).toMatchObject({ reason: 'no-502' });
  });
});
