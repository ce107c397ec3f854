import type { Vitals } from '../domain/vitals.ts';
import type { Probe } from './health.ts';

export interface VitalProbesDeps {
  readonly vitals: () => Promise<Vitals>;
  readonly nowMs: () => number;
  /** Why Slack takes nothing at present, as far as the outbox knows. */
  readonly slack: () => string | undefined;
}

/** A message or a job that waits longer than this does not wait, it is stuck. */
export const STUCK_MS = 5 * 60_000;

/** What the rows say: a queue that does not move is broken, however well everything else answers. */
export function vitalProbes({
  vitals,
  nowMs,
  slack,
}: VitalProbesDeps): Record<'store' | 'slack' | 'outbox' | 'jobs', Probe> {
  const isOld = (since: number | null) => since !== null && nowMs() - since > STUCK_MS;
  let asked: Promise<Vitals> | undefined;
  /** One look for the probes that are asked together. */
  const once = () => {
    asked ??= vitals().finally(() => {
      asked = undefined;
    });
    return asked;
  };
  return {
    store: async () => void (await once()),
    slack,
    async outbox() {
      // While Slack is away waiting is right, and 'slack' says so.
      if (slack() !== undefined) return undefined;
      return isOld((await quietly(once))?.outbox.oldestAt ?? null) ? 'stuck' : undefined;
    },
    async jobs() {
      return isOld((await quietly(once))?.jobs.oldestDueAt ?? null) ? 'stuck' : undefined;
    },
  };
}

/** A store that does not answer is told once, under its own name. */
async function quietly<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch {
    return undefined;
  }
}
