import { describe, expect, it } from '@jest/globals';
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
});
