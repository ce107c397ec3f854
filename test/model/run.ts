import { type Act, type Bot, type BotDeps, CHANNEL, type Mutation, makeBot } from './bot.ts';
import { faultOf } from './invariants.ts';
import type { MemoryStore } from './memory-store.ts';
import { makePostman, type Replica } from './postman.ts';
import { type ModelSlack, makeSlack } from './slack.ts';
import { type Chooser, makeWorld, type World } from './world.ts';

/** What people do, one after the other: `look` gives the act from what there is, or undefined when it cannot be done. */
export interface Scenario {
  readonly name: string;
  readonly acts: readonly ((look: Look) => readonly Act[])[];
}

export interface Look {
  all<T>(sql: string): readonly T[];
}

export interface Outcome {
  readonly steps: number;
  readonly trace: readonly string[];
  readonly hits: ReadonlyMap<string, number>;
  /** What Slack shows in the end. */
  readonly slack: ModelSlack;
  /** Undefined when every promise was kept. */
  readonly broken: string | undefined;
}

const MOST_STEPS = 1_500;
const RESTART_MS = 2_000;

/** One history of the world, decided by `choose`; healed at the end, and then looked at. */
export async function run(
  memory: MemoryStore,
  scenario: Scenario,
  choose: Chooser,
  mutation: Mutation = {},
): Promise<Outcome> {
  memory.empty();
  const { setTimeout: realSet, clearTimeout: realClear } = globalThis;
  const world = makeWorld(choose);
  globalThis.setTimeout = ((work: () => void, ms?: number) => world.set(work, ms)) as never;
  globalThis.clearTimeout = ((id: number) => world.clear(id)) as never;
  try {
    return await play(memory, scenario, world, mutation);
  } finally {
    globalThis.setTimeout = realSet;
    globalThis.clearTimeout = realClear;
  }
}

async function play(memory: MemoryStore, scenario: Scenario, world: World, mutation: Mutation): Promise<Outcome> {
  const slack = makeSlack(world);
  const replicas = startReplicas({
    world,
    slack,
    store: memory.store,
    jobLeases: new Map(),
    newId: makeIds(),
    mutation,
  });
  const postman = makePostman(world, replicas.alive);
  const isAtRest = () => postman.isDone() && countOpen(memory) === 0;
  const acts = scenario.acts.values();
  let steps = 0;
  for (; steps < MOST_STEPS; steps += 1) {
    if (await world.step()) continue;
    if (isAtRest()) {
      const act = acts.next();
      if (act.done === true) break;
      postman.bring(act.value(memory));
    } else world.sleep();
  }
  const logged = replicas.stop().map((line) => `log: ${line}`);
  const ended = { memory, slack, sent: postman.sent, channel: CHANNEL };
  const broken = steps === MOST_STEPS ? 'it does not come to rest' : await faultOf(ended);
  return { steps, trace: [...world.trace, ...logged], hits: world.hits, slack, broken };
}

/** Two processes on one database. One that dies is started again after a while. */
function startReplicas(deps: BotDeps) {
  const { world } = deps;
  const alive: Replica[] = [];
  const logged: string[] = [];

  function spawn(name: string): void {
    const bots: Bot[] = [];
    const bury = () => {
      logged.push(...bots.flatMap(({ told }) => told));
      const at = alive.findIndex(({ process }) => process.name === name);
      if (at !== -1) alive.splice(at, 1);
      world.set(() => spawn(name), RESTART_MS, undefined);
    };
    const process = world.spawn(name, () => bots.push(makeBot(deps)), bury);
    alive.push(...bots.map((bot) => ({ process, bot })));
  }

  spawn('p1');
  spawn('p2');
  return {
    alive,
    stop(): readonly string[] {
      for (const { process } of alive) process.alive = false;
      return [...logged, ...alive.flatMap(({ bot }) => bot.told)];
    },
  };
}

function makeIds() {
  let count = 0;
  return (prefix: string) => {
    count += 1;
    return `${prefix}_${String(count).padStart(4, '0')}`;
  };
}

/** What is still to be sent or done. */
function countOpen({ all }: MemoryStore): number {
  const count = (sql: string) => all<{ n: number }>(`select count(*) as n from ${sql}`)[0]?.n ?? 0;
  return count(`outbox where state = 'due'`) + count(`job where state in ('waiting', 'running')`);
}
