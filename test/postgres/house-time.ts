import { setImmediate } from 'node:timers/promises';
import { type AttachableClock, TestClock } from 'pg-boss';
import type { Later } from '../../src/jobs/timer.ts';

/** A clock, its timers and PostgreSQL's time for pg-boss, which all stand still until told. */
export interface HouseTime extends AttachableClock {
  readonly later: Later;
  /** Lets `ms` pass, timer by timer; what each sets off has happened before the next. */
  advance(ms: number): Promise<void>;
  settle(): Promise<void>;
}

interface Timer {
  at: number;
  readonly run: () => void;
  readonly every: number | null;
}

/** `isQuiet`: no statement is on its way to the database. */
export function houseTime(start: string, isQuiet: () => boolean): HouseTime {
  let at = Date.parse(start);
  // Only carries the time to the database; its own timers stay empty.
  const inDatabase = new TestClock(at);
  const timers = new Set<Timer>();
  const add = (run: () => void, ms: number, every: number | null): Timer => {
    const timer = { at: at + Math.max(ms, 0), run, every };
    timers.add(timer);
    return timer;
  };
  const remove = (timer: unknown) => void timers.delete(timer as Timer);

  async function settle(): Promise<void> {
    for (let quiet = 0; quiet < 12; ) {
      await setImmediate();
      quiet = isQuiet() ? quiet + 1 : 0;
    }
  }

  async function moveTo(next: number): Promise<void> {
    if (next === at) return;
    at = next;
    await inDatabase.setTime(next);
  }

  function fire(timer: Timer): void {
    if (timer.every === null) timers.delete(timer);
    else timer.at += timer.every;
    timer.run();
  }

  return {
    now: () => at,
    setTimeout: (run, ms) => add(run, ms, null),
    setInterval: (run, ms) => add(run, ms, Math.max(ms, 1)),
    clearTimeout: remove,
    clearInterval: remove,
    attach: (target) => inDatabase.attach(target),
    later(ms, run) {
      const timer = add(run, ms, null);
      return () => remove(timer);
    },
    settle,
    async advance(ms) {
      const end = at + ms;
      await settle();
      for (;;) {
        const [next] = [...timers].filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at);
        if (next === undefined) break;
        await moveTo(Math.max(at, next.at));
        fire(next);
        await settle();
      }
      await moveTo(end);
      await settle();
    },
  };
}
