import type { EmbeddedStore } from '../../src/domain/job-rows.ts';
import { type Act, type Bot, CHANNEL, type Mutation, makeBot } from './bot.ts';
import { faultOf } from './invariants.ts';
import type { JobLeases } from './jobs.ts';
import type { MemoryStore } from './memory-store.ts';
import { makeSlack } from './slack.ts';
import { type Chooser, makeWorld, type Process } from './world.ts';

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
  /** Undefined when every promise was kept. */
  readonly broken: string | undefined;
}

/** What Slack has to deliver. */
export interface Sent {
  readonly trigger: string;
  readonly act: Act;
  isAcked: boolean;
  /** The person was told that it was not kept. */
  isRefused: boolean;
}

const MOST_STEPS = 1_500;
const RESTART_MS = 2_000;
const SLACK_WAITS_MS = 3_000;

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

type World = ReturnType<typeof makeWorld>;

async function play(memory: MemoryStore, scenario: Scenario, world: World, mutation: Mutation): Promise<Outcome> {
  const slack = makeSlack(world);
  const jobLeases: JobLeases = new Map();
  const bots: { process: Process; bot: Bot }[] = [];
  const sent: Sent[] = [];
  const bugs: string[] = [];
  let ids = 0;
  let turn = 0;
  const newId = (prefix: string) => {
    ids += 1;
    return `${prefix}_${String(ids).padStart(4, '0')}`;
  };
  const store: EmbeddedStore = memory.store;

  function spawn(name: string): void {
    let bot: Bot | undefined;
    const process = world.spawn(
      name,
      () => {
        bot = makeBot({ world, slack, store, jobLeases, newId, mutation });
      },
      () => {
        bugs.push(...(bot?.told ?? []));
        bots.splice(
          bots.findIndex((one) => one.process.name === name),
          1,
        );
        world.set(() => spawn(name), RESTART_MS, undefined);
      },
    );
    if (bot !== undefined) bots.push({ process, bot });
  }

  /** Slack brings it to one of those that listen, and again when nobody says that it came. */
  function bring(one: Sent, attempt: number): void {
    if (one.isAcked || one.isRefused) return;
    turn += 1;
    const to = bots[turn % Math.max(1, bots.length)];
    if (to !== undefined) {
      const ack = (answer?: { readonly text: string }) => acknowledge(one, answer);
      void world.within(to.process, () => to.bot.hear(one.act, one.trigger, ack)).catch(() => undefined);
    }
    world.set(() => bring(one, attempt + 1), SLACK_WAITS_MS * (attempt + 1), undefined);
  }

  function acknowledge(one: Sent, answer: { readonly text: string } | undefined): Promise<void> {
    const effect = () => {
      if (answer === undefined) one.isAcked = true;
      else one.isRefused = true;
    };
    return world.call({
      name: 'ack',
      tookMs: 1,
      effect,
      faults: {
        'lost, brought again': async (end) => {
          await end.effect();
          end.resolve();
          const again = { ...one, isAcked: false, isRefused: false };
          world.set(() => bring(again, 0), SLACK_WAITS_MS, undefined);
        },
      },
    });
  }

  const count = (sql: string) => memory.all<{ n: number }>(sql)[0]?.n ?? 0;
  const isAtRest = () =>
    sent.every(({ isAcked, isRefused }) => isAcked || isRefused) &&
    count(`select count(*) as n from outbox where state = 'due'`) === 0 &&
    count(`select count(*) as n from job where state in ('waiting', 'running')`) === 0;

  function begin(acts: readonly Act[]): void {
    for (const act of acts) {
      const one = { trigger: `t${sent.length + 1}`, act, isAcked: false, isRefused: false };
      sent.push(one);
      world.said(`${act.user} ${act.kind === 'command' ? act.text : `${act.action} ${act.value}`}`);
      bring(one, 0);
    }
  }

  spawn('p1');
  spawn('p2');
  let next = 0;
  let steps = 0;
  for (; steps < MOST_STEPS; steps += 1) {
    if (await world.step()) continue;
    if (isAtRest()) {
      const act = scenario.acts[next];
      if (act === undefined) break;
      next += 1;
      begin(act(memory));
      continue;
    }
    if (!world.sleep()) break;
  }
  for (const { process, bot } of [...bots]) {
    bugs.push(...bot.told);
    process.alive = false;
  }
  const errors = memory.all<{ name: string; error: string }>('select name, error from job where error is not null');
  bugs.push(...errors.map(({ name, error }) => `${name}: ${error}`));
  const broken =
    steps === MOST_STEPS ? 'it does not come to rest' : await faultOf({ memory, slack, sent, channel: CHANNEL });
  return { steps, trace: [...world.trace, ...bugs.map((bug) => `log: ${bug}`)], hits: world.hits, broken };
}
