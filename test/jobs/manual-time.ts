import { setImmediate } from 'node:timers/promises';
import type { Later } from '../../src/jobs/timer.ts';

/** A clock and its timers, which stand still until told. */
export interface ManualTime {
  now(): Date;
  readonly later: Later;
  /** Lets `ms` pass, timer by timer; what each sets off has happened before the next. */
  advance(ms: number): Promise<void>;
}

export function manualTime(start: string): ManualTime {
  let at = Date.parse(start);
  const timers = new Set<{ readonly at: number; readonly run: () => void }>();
  return {
    now: () => new Date(at),
    later(ms, run) {
      const timer = { at: at + ms, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    async advance(ms) {
      const end = at + ms;
      await settle();
      for (;;) {
        const [next] = [...timers].filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at);
        if (next === undefined) break;
        timers.delete(next);
        at = Math.max(at, next.at);
        next.run();
        await settle();
      }
      at = end;
    },
  };
}

/** Everything that can happen without time passing has happened: the database is in this process and answers at once. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await setImmediate();
}
