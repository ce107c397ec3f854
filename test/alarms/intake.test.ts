import { describe, expect, it } from '@jest/globals';
import { makeIntake } from '../../src/alarms/intake.ts';
import type { AlarmEvent } from '../../src/domain/alarm.ts';
import { makeRedactor } from '../../src/redaction/index.ts';
import { makeGate } from './gate.ts';

describe('what is noted of alarms', () => {
  it('counts every refusal, and logs twenty of a kind in a minute, then says how many it left out', () => {
    const gate = makeGate();
    for (let i = 0; i < 1000; i++) gate.intake.note('sns', 'foreign-topic');
    gate.intake.note('sns', 'stale');
    gate.state.now = 60_000;
    gate.intake.note('sns', 'foreign-topic');
    expect(gate.counts('sns', 'foreign-topic')).toBe(1001);
    expect(gate.logged.filter((line) => line.includes('foreign-topic'))).toHaveLength(21);
    expect(gate.logged.at(-1)).toContain('"leftOut":980');
    expect(gate.logged.filter((line) => line.includes('stale'))).toHaveLength(1);
  });

  it('never leaves out an alarm that was taken', () => {
    const gate = makeGate();
    for (let i = 0; i < 100; i++) gate.intake.note('sqs', 'accepted');
    expect(gate.logged).toHaveLength(100);
  });

  it('lets no key in the name of an alarm into what is kept or logged, and still knows the alarm again', async () => {
    const key = ['AKIA', 'Q3EGRIKJ7W5ZN2XV'].join('');
    const alarm = `arn:aws:cloudwatch:us-east-1:111122223333:alarm:pager-${key}`;
    const kept: string[] = [];
    const logged: string[] = [];
    const note = (details: object, said: string) => void logged.push(JSON.stringify({ details, said }));
    const intake = makeIntake({
      accept: async (delivery) => void kept.push(JSON.stringify(delivery)),
      redact: (value) => makeRedactor().session().redact(value),
      count: () => {},
      log: { info: note, warn: note, error: note },
      nowMs: () => 0,
    });
    const event = (name: string, changedAt: number, arn = alarm): AlarmEvent => ({
      ...anAlarm,
      name,
      alarm: arn,
      changedAt,
    });

    await intake.take('sqs', {
      kind: 'alarms',
      leftOut: 0,
      events: [event(`pager-${key}`, 1), event(`pager-${key}`, 2)],
    });
    const plain = alarm.replace(key, 'shop');
    await intake.take('sqs', { kind: 'alarms', leftOut: 0, events: [event('pager-shop', 3, plain)] });

    expect([...kept, ...logged].join('\n')).not.toContain(key);
    const [first, second, third] = kept.map((line) => JSON.parse(line));
    expect(first.body.alarm).toMatch(/^cloudwatch:[0-9a-f]{32}$/);
    expect(second.body.alarm).toBe(first.body.alarm);
    expect(second.id).not.toBe(first.id);
    expect(third.body.alarm).toBe(plain);
  });
});

const anAlarm: AlarmEvent = {
  source: 'cloudwatch',
  alarm: '',
  name: '',
  kind: 'metric',
  state: 'alarm',
  changedAt: 0,
  reason: 'crossed',
  description: null,
  account: '111122223333',
  region: 'us-east-1',
  metric: null,
  children: [],
  labels: {},
  link: null,
};
