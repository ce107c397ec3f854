import { Cron } from 'croner';
import type { Clock, NewJob, Tx } from '../domain/ports.ts';
import type { Engine } from './engine.ts';

export interface Schedules {
  add(name: string, pattern: string, job: NewJob): void;
  /** Notes the next ticks; those that the program slept through are still noted from before. */
  plan(): Promise<void>;
  /** Enqueues what has ticked; gives the time of the next tick. */
  tick(): Promise<number | undefined>;
}

interface Schedule {
  readonly name: string;
  readonly pattern: string;
  readonly cron: Cron;
  readonly job: NewJob;
}

/** Another process may have changed the rows; none comes much too late for it. */
const LOOK_MS = 60_000;

/** The next tick of each is a row, so a tick that fell into a restart still comes, once. */
export function makeSchedules({ store, rows, put }: Engine, clock: Clock): Schedules {
  const known = new Map<string, Schedule>();
  let lookAt = 0;
  const nextAfter = ({ cron }: Schedule) => cron.nextRun(clock.now())?.getTime() ?? Number.MAX_SAFE_INTEGER;

  async function enqueue(tx: Tx, name: string, now: number): Promise<number> {
    const schedule = known.get(name);
    if (schedule === undefined) throw new Error(`there is no schedule ${name}`);
    await put(tx, { ...schedule.job, dedupeKey: `schedule/${name}` }, now);
    const nextAt = nextAfter(schedule);
    await rows.setNextTick(tx, name, nextAt);
    return nextAt;
  }

  return {
    add(name, pattern, job) {
      known.set(name, { name, pattern, job, cron: new Cron(pattern, { timezone: 'UTC', paused: true }) });
    },
    async plan() {
      if (known.size === 0) return;
      await store.transaction(async (tx) => {
        for (const schedule of known.values()) {
          const { name, pattern } = schedule;
          await rows.plan(tx, { name, pattern, nextAt: nextAfter(schedule) });
        }
      });
    },
    async tick() {
      if (known.size === 0) return undefined;
      const now = clock.now().getTime();
      if (now < lookAt) return lookAt;
      const ticks = await store.transaction(async (tx) => {
        const planned = (await rows.schedules(tx)).filter(({ name }) => known.has(name));
        const later = planned.filter(({ nextAt }) => nextAt > now).map(({ nextAt }) => nextAt);
        const due = planned.filter(({ nextAt }) => nextAt <= now);
        for (const { name } of due) later.push(await enqueue(tx, name, now));
        return later;
      });
      lookAt = Math.min(now + LOOK_MS, ...ticks);
      return lookAt;
    },
  };
}
