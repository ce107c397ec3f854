import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const root = join(import.meta.dirname, '..');

/** Where a world can be asked, and about what. Times ISO 8601 UTC. */
export interface Place {
  readonly endpoint: string;
  readonly from: string;
  readonly to: string;
  readonly target: string;
  readonly region: string;
}

/** What the stand-in is to do otherwise than the world's file says; `other` is a variant as docs/worlds.md describes it. */
export interface Twist {
  readonly other?: Readonly<Record<string, unknown>>;
  readonly shuffle?: number;
  readonly pageSize?: number;
}

/** A process of the stand-in that serves one world after the other, several at a time. */
export interface StandIn {
  /** Rejects with what is wrong with the world. */
  start(world: string, now: string, twist?: Twist): Promise<Place & { stop(): Promise<void> }>;
  end(): void;
}

type Answer = Partial<Place> & { readonly id: number; readonly error?: string };

export function startStandIn(): StandIn {
  const child = spawn(process.execPath, [join(root, 'sandbox/aws/main.ts'), '--many'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: withoutNodeOptions(),
  });
  const ask = makeAsk(child);
  return {
    async start(world, now, twist = {}) {
      const { id, error, endpoint, from, to, target, region } = await ask({ do: 'start', world, now, ...twist });
      if (error !== undefined) throw new Error(`${world}: ${error}`);
      const place = {
        endpoint: endpoint ?? '',
        from: from ?? '',
        to: to ?? '',
        target: target ?? '',
        region: region ?? '',
      };
      return {
        ...place,
        stop: async () => {
          await ask({ do: 'stop', id });
        },
      };
    },
    end: () => void child.stdin?.end(),
  };
}

/** Numbers each order that has no number yet, and waits for the answer with it. */
function makeAsk(child: ChildProcess): (order: Readonly<Record<string, unknown>>) => Promise<Answer> {
  const { stdin, stdout } = child;
  if (stdin === null || stdout === null) throw new Error('the stand-in has no pipes');
  const waiting = new Map<number, (answer: Answer) => void>();
  let count = 0;
  createInterface({ input: stdout }).on('line', (line) => {
    const answer = JSON.parse(line) as Answer;
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  let ended: string | undefined;
  child.once('exit', (code) => {
    ended = `the stand-in ended with ${code}`;
    for (const [id, give] of waiting) give({ id, error: ended });
    waiting.clear();
  });
  stdin.on('error', () => undefined); // its end is told above
  return (order) =>
    new Promise((resolve) => {
      const id = typeof order.id === 'number' ? order.id : ++count;
      if (ended !== undefined) {
        resolve({ id, error: ended });
        return;
      }
      waiting.set(id, resolve);
      stdin.write(`${JSON.stringify({ ...order, id })}\n`);
    });
}

/** A test runner's flags must not reach the processes under measurement. */
export function withoutNodeOptions(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _, ...rest } = process.env;
  return rest;
}
