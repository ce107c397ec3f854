import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Record } from './judged.ts';
import type { Done, Task } from './lane.ts';
import { withoutNodeOptions } from './stand-in.ts';

/** A check waits more than it works: this many at a time keep a core busy. */
const ABREAST = 3;

/** Every task done, in the order of the tasks. What failed to run is told apart: it is no verdict. */
export async function runAll(
  tasks: readonly Task[],
  onDone: (done: Done, count: number) => void,
  lanes: number = availableParallelism(),
): Promise<{ readonly records: Record[]; readonly errors: { readonly id: string; readonly error: string }[] }> {
  const queue = [...tasks];
  const results = new Map<string, Done>();
  await Promise.all(Array.from({ length: Math.min(lanes, tasks.length) }, () => lane(queue, results, onDone)));
  const done = tasks.map(({ world }) => results.get(world.id));
  return {
    records: done.flatMap((one) => (one !== undefined && 'record' in one ? [one.record] : [])),
    errors: done.flatMap((one) => (one !== undefined && 'error' in one ? [one] : [])),
  };
}

function lane(queue: Task[], results: Map<string, Done>, onDone: (done: Done, count: number) => void): Promise<void> {
  const child = fork(join(import.meta.dirname, 'lane.ts'), {
    env: withoutNodeOptions(),
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    const open = new Set<string>();
    const next = () => {
      while (open.size < ABREAST && queue.length > 0) give(child, queue, open);
      if (open.size === 0) child.disconnect();
    };
    child.on('message', (done: Done) => {
      open.delete(done.id);
      results.set(done.id, done);
      onDone(done, results.size);
      next();
    });
    child.once('error', reject);
    child.once('exit', (code) => (open.size === 0 ? resolve() : reject(new Error(`a lane ended with ${code}`))));
    next();
  });
}

function give(child: ChildProcess, queue: Task[], open: Set<string>): void {
  const task = queue.shift();
  if (task === undefined) return;
  open.add(task.world.id);
  child.send(task);
}
