import { AsyncLocalStorage } from 'node:async_hooks';

/** One running process of the bot. When it is dead, nothing of it ever goes on. */
export interface Process {
  readonly name: string;
  alive: boolean;
  /** Stopped by its machine until then: its timers and its queries wait, what it sent is on its way. */
  pausedUntil: number;
}

/** What a call of a port does, and how it can go wrong. Each way is given what it needs to end the call as it likes. */
export interface Call<T> {
  readonly name: string;
  readonly tookMs: number;
  /** It is on its way already: its process may stop, it does not. */
  readonly isSent?: boolean;
  effect(): Promise<T> | T;
  readonly faults: Readonly<Record<string, (end: End<T>) => Promise<void> | void>>;
}

export interface End<T> {
  effect(): Promise<T>;
  resolve(value: T): void;
  reject(error: unknown): void;
  kill(): void;
}

interface Op {
  readonly seq: number;
  readonly process: Process;
  readonly name: string;
  readonly modes: readonly string[];
  readonly isSent: boolean;
  perform(mode: string): Promise<void>;
}

interface Timer {
  readonly id: number;
  readonly at: number;
  readonly process: Process | undefined;
  run(): void;
}

/** Gives the number of the way to go, for the call that is first in turn: 0 is the plain one. */
export type Chooser = (ways: readonly string[], name: string) => number;

export const T0 = Date.parse('2026-11-23T10:00:00Z');
const PAUSE_MS = 20_000;
const realImmediate = setImmediate;

export type World = ReturnType<typeof makeWorld>;

/**
 * Clock, network and processes in one thread: every call of a port waits here until it is chosen, so that a run is decided by
 * its choices alone. All that a chosen call sets off happens before the next choice.
 */
export function makeWorld(choose: Chooser) {
  const running = new AsyncLocalStorage<Process>();
  let pending: Op[] = [];
  let timers: Timer[] = [];
  let now = T0;
  let counter = 0;
  const trace: string[] = [];
  const hits = new Map<string, number>();
  const onDeath = new Map<Process, () => void>();

  function kill(process: Process): void {
    if (!process.alive) return;
    process.alive = false;
    pending = pending.filter((op) => op.process !== process);
    timers = timers.filter((timer) => timer.process !== process);
    onDeath.get(process)?.();
  }

  /** The two sides of a port call are the points where a process can die or stop. */
  function call<T>({ name, tookMs, isSent = false, effect, faults }: Call<T>): Promise<T> {
    const process = running.getStore();
    if (process === undefined) throw new Error(`${name} is called from outside of any process`);
    if (!process.alive) return new Promise(() => {});
    return new Promise<T>((resolve, reject) => {
      const within = () => running.run(process, async () => effect());
      const answer = (tell: () => void) => {
        if (process.pausedUntil <= now) tell();
        else enqueue(process, `${name}, its answer`, ['ok'], async () => tell());
      };
      const end: End<T> = {
        effect: within,
        resolve: (value) => answer(() => resolve(value)),
        reject: (error) => answer(() => reject(error)),
        kill: () => kill(process),
      };
      const ways: Record<string, (end: End<T>) => Promise<void> | void> = { ...plainWays<T>(process), ...faults };
      enqueue(
        process,
        name,
        Object.keys(ways),
        async (mode) => {
          now += tookMs;
          await (ways[mode] ?? plain)(end);
        },
        isSent,
      );
    });
  }

  function plainWays<T>(process: Process) {
    return {
      ok: plain<T>,
      'crash before': ({ kill: die }: End<T>) => die(),
      'crash after': async ({ effect, kill: die }: End<T>) => {
        await effect().catch(() => undefined);
        die();
      },
      'pause after': async (end: End<T>) => {
        process.pausedUntil = now + PAUSE_MS;
        await plain(end);
      },
    };
  }

  function enqueue(
    process: Process,
    name: string,
    modes: readonly string[],
    perform: Op['perform'],
    isSent = false,
  ): void {
    if (!process.alive) return;
    counter += 1;
    pending.push({ seq: counter, process, name, modes, isSent, perform });
  }

  function set(run: () => void, afterMs = 0, process = running.getStore()): number {
    counter += 1;
    if (process === undefined || process.alive)
      timers.push({ id: counter, at: now + Math.max(0, afterMs), process, run });
    return counter;
  }

  function clear(id: unknown): void {
    timers = timers.filter((timer) => timer.id !== id);
  }

  const awakeAt = ({ at, process }: Timer) => Math.max(at, process?.pausedUntil ?? 0);

  function fire(): boolean {
    const due = timers
      .filter((timer) => awakeAt(timer) <= now)
      .sort((one, other) => one.at - other.at || one.id - other.id);
    const [first] = due;
    if (first === undefined) return false;
    clear(first.id);
    if (first.process === undefined) first.run();
    else running.run(first.process, first.run);
    return true;
  }

  async function perform(): Promise<boolean> {
    const able = pending.filter(({ process, isSent }) => isSent || process.pausedUntil <= now);
    const [first, ...others] = able;
    if (first === undefined) return false;
    const ways = [...first.modes, ...others.slice(0, 2).map((_, index) => `first goes number ${index + 2}`)];
    const way = choose(ways, first.name);
    const op = way < first.modes.length ? first : (others[way - first.modes.length] ?? first);
    const mode = op === first ? (ways[way] ?? 'ok') : 'ok';
    note(op, mode, op === first ? undefined : ways[way]);
    pending = pending.filter((one) => one !== op);
    await op.perform(mode);
    return true;
  }

  function note(op: Op, mode: string, order: string | undefined): void {
    const what = order ?? mode;
    if (what !== 'ok') hits.set(`${what} @ ${op.name}`, (hits.get(`${what} @ ${op.name}`) ?? 0) + 1);
    trace.push(
      `${((now - T0) / 1000).toFixed(2).padStart(7)} s  ${op.process.name.padEnd(5)} ${op.name}${what === 'ok' ? '' : `   <<< ${what}`}`,
    );
  }

  /** When something next happens by itself; undefined when nothing ever will. */
  function nextAt(): number | undefined {
    const times = [...timers.map(awakeAt), ...pending.map(({ process }) => process.pausedUntil)];
    return times.length === 0 ? undefined : Math.min(...times);
  }

  return {
    call,
    kill,
    set,
    clear,
    trace,
    hits,
    now: () => now,
    process: (): Process | undefined => running.getStore(),
    spawn<T>(name: string, begin: () => T, died: () => void): Process {
      const process: Process = { name, alive: true, pausedUntil: 0 };
      onDeath.set(process, died);
      running.run(process, begin);
      return process;
    },
    within: <T>(process: Process, work: () => T): T => running.run(process, work),
    /** One choice, or one timer. False when only time can help. */
    async step(): Promise<boolean> {
      await new Promise<void>((resolve) => realImmediate(() => resolve()));
      return fire() || (await perform());
    },
    /** Lets time pass until something happens. False when nothing ever will. */
    sleep(): boolean {
      const at = nextAt();
      if (at === undefined) return false;
      now = Math.max(now, at);
      return true;
    },
    said(line: string): void {
      trace.push(`${((now - T0) / 1000).toFixed(2).padStart(7)} s  ${line}`);
    },
  };
}

async function plain<T>({ effect, resolve, reject }: End<T>): Promise<void> {
  try {
    resolve(await effect());
  } catch (error) {
    reject(error);
  }
}
