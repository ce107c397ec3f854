import { type Act, type Bot, deliveryOf } from './bot.ts';
import type { Process, World } from './world.ts';

/** What is brought to the bot, by Slack or by those who watch. */
export interface Sent {
  readonly trigger: string;
  /** Its id among what came in. */
  readonly delivery: string;
  readonly act: Act;
  isAcked: boolean;
  /** The person was told that it was not kept. */
  isRefused: boolean;
}

export interface Replica {
  readonly process: Process;
  readonly bot: Bot;
}

export interface Postman {
  readonly sent: readonly Sent[];
  bring(acts: readonly Act[]): void;
  /** Nothing is still to be brought. */
  isDone(): boolean;
}

const WAITS_MS = 3_000;

/**
 * Brings each thing to one of the processes that listen, and again when nobody said that it came: every second time with the
 * header that tells a repeat.
 */
export function makePostman(world: World, replicas: readonly Replica[]): Postman {
  const sent: Sent[] = [];
  const repeats: Sent[] = [];
  let turn = 0;
  const isOver = ({ isAcked, isRefused }: Sent) => isAcked || isRefused;

  function bring(one: Sent, attempt: number): void {
    if (isOver(one)) return;
    turn += 1;
    const to = replicas[turn % Math.max(1, replicas.length)];
    if (to !== undefined) {
      const { trigger, act } = one;
      const delivery = {
        trigger,
        retryNum: attempt % 2 === 1 ? attempt : undefined,
        ack: (answer?: object) => ack(one, answer),
      };
      void world.within(to.process, () => to.bot.hear(act, delivery)).catch(() => undefined);
    }
    world.set(() => bring(one, attempt + 1), WAITS_MS * (attempt + 1), undefined);
  }

  function ack(one: Sent, answer: object | undefined): Promise<void> {
    const effect = () => {
      if (answer === undefined) one.isAcked = true;
      else one.isRefused = true;
    };
    return world.call({
      name: 'ack',
      tookMs: 1,
      effect,
      faults: {
        'lost, brought again': (end) => {
          effect();
          const again = { ...one, isAcked: false, isRefused: false };
          repeats.push(again);
          world.set(() => bring(again, 0), WAITS_MS, undefined);
          end.resolve();
        },
      },
    });
  }

  return {
    sent,
    bring(acts) {
      for (const act of acts) {
        const trigger = `t${sent.length + 1}`;
        const one = { trigger, delivery: deliveryOf(act, trigger), act, isAcked: false, isRefused: false };
        sent.push(one);
        world.said(wordsOf(act));
        bring(one, 0);
      }
    },
    isDone: () => [...sent, ...repeats].every(isOver),
  };
}

function wordsOf(act: Act): string {
  if (act.kind === 'alarm') return `CloudWatch: ${act.event.name} ${act.event.state}`;
  return `${act.user}: ${act.kind === 'command' ? `/502 ${act.text}` : `${act.action} ${act.value}`}`;
}
