import { describe, expect, it } from '@jest/globals';
import type { Vitals } from '../../src/domain/vitals.ts';
import { STUCK_MS, vitalProbes } from '../../src/web/vital-probes.ts';
import { calm } from './calm.ts';

const NOW = 1_000_000_000;
const long = NOW - STUCK_MS - 1;
const recently = NOW - STUCK_MS + 1;

function probesOf(vitals: Vitals, trouble?: string) {
  return vitalProbes({ vitals: async () => vitals, nowMs: () => NOW, slack: () => trouble });
}

const withOutbox = (oldestAt: number): Vitals => ({ ...calm, outbox: { due: 3, oldestAt, failed: 0 } });
const withJobs = (oldestDueAt: number): Vitals => ({ ...calm, jobs: { ...calm.jobs, waiting: 1, oldestDueAt } });

describe('what the rows say of health', () => {
  it('finds nothing wrong with empty queues', async () => {
    const probes = probesOf(calm);

    expect(await Promise.all([probes.store(), probes.outbox(), probes.jobs(), probes.slack()])).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('calls an outbox stuck whose oldest message waits for more than five minutes, no sooner', async () => {
    expect(await probesOf(withOutbox(long)).outbox()).toBe('stuck');
    expect(await probesOf(withOutbox(recently)).outbox()).toBeUndefined();
  });

  it('does not blame the outbox for waiting while Slack is known to be away', async () => {
    const probes = probesOf(withOutbox(long), 'away');

    expect(await probes.outbox()).toBeUndefined();
    expect(probes.slack()).toBe('away');
  });

  it('calls jobs stuck when the oldest that is due is not begun', async () => {
    expect(await probesOf(withJobs(long)).jobs()).toBe('stuck');
    expect(await probesOf(withJobs(recently)).jobs()).toBeUndefined();
  });

  it('tells a store that does not answer once, under its own name', async () => {
    const probes = vitalProbes({
      vitals: () => Promise.reject(new Error('gone')),
      nowMs: () => NOW,
      slack: () => undefined,
    });

    await expect(probes.store()).rejects.toThrow('gone');
    expect(await probes.outbox()).toBeUndefined();
    expect(await probes.jobs()).toBeUndefined();
  });

  it('looks once for probes that are asked together', async () => {
    let looks = 0;
    const vitals = async () => {
      looks += 1;
      return calm;
    };
    const probes = vitalProbes({ vitals, nowMs: () => NOW, slack: () => undefined });
    await Promise.all([probes.store(), probes.outbox(), probes.jobs()]);

    expect(looks).toBe(1);
  });
});
