import { setTimeout as wait } from 'node:timers/promises';
import type { Entry } from '../../sandbox/slack/journal.ts';
import type { Passing } from './gateway.ts';
import { type House, until } from './house.ts';

/** Where a kill can fall. All are seen from outside: the product has no crash points. */
export const steps = [
  'before the ack',
  'right after the ack',
  'during collection',
  'chat.postMessage, before it is accepted',
  'chat.postMessage, accepted and not answered',
  'chat.update, before it is accepted',
  'chat.update, accepted and not answered',
  'between thread posts',
  'on a button press',
  'report upload, before it is accepted',
  'report upload, accepted and not answered',
  'while starting',
  'at random',
] as const;

export type KillStep = (typeof steps)[number];

/** A trap kills the bot once, when something of its step happens; `undefined` when nothing of it did in time. */
export type Trap = (house: House) => Armed;

export interface Armed {
  /** The step that the kill fell into. */
  readonly sprung: Promise<KillStep | undefined>;
  disarm(): void;
}

const LIMIT_MS = 40_000;

export function trapFor(step: KillStep): Trap {
  switch (step) {
    case 'before the ack':
      return onDelivery(killBeforeAck);
    case 'right after the ack':
      return onDelivery(killAfterAck(0, 'right after the ack'));
    case 'on a button press':
      return onDelivery(killAfterAck(40, 'on a button press'));
    case 'during collection':
      return duringCollection;
    case 'chat.postMessage, before it is accepted':
      return onCall('chat.postMessage', 'before', step);
    case 'chat.postMessage, accepted and not answered':
      return onCall('chat.postMessage', 'after', step);
    case 'chat.update, before it is accepted':
      return onCall('chat.update', 'before', step);
    case 'chat.update, accepted and not answered':
      return onCall('chat.update', 'after', step);
    case 'report upload, before it is accepted':
      return onCall('files.completeUploadExternal', 'before', step);
    case 'report upload, accepted and not answered':
      return onCall('files.completeUploadExternal', 'after', step);
    case 'between thread posts':
      return betweenThreadPosts;
    case 'while starting':
      return afterAWhile(600, step);
    case 'at random':
      return afterAWhile(6000, step);
  }
}

/** A promise with a limit, which disarms itself. */
function armed(begin: (spring: (step: KillStep) => void) => () => void): Armed {
  let disarm = () => {};
  const sprung = new Promise<KillStep | undefined>((resolve) => {
    const undo = begin((step) => {
      resolve(step);
      disarm();
    });
    const timer = setTimeout(() => {
      disarm();
    }, LIMIT_MS);
    disarm = () => {
      clearTimeout(timer);
      undo();
      resolve(undefined);
    };
  });
  return { sprung, disarm: () => disarm() };
}

type OnDelivery = (house: House, passing: Passing) => Promise<KillStep>;

function onDelivery(act: OnDelivery): Trap {
  return (house) =>
    armed((spring) => {
      let taken = false;
      house.deliveries.watch((passing) => {
        if (taken) return undefined;
        taken = true;
        void act(house, passing).then(spring);
        return undefined;
      });
      return () => house.deliveries.watch(undefined);
    });
}

/** It may be too quick for us: then the kill fell right after the ack, and counts as that. */
async function killBeforeAck({ bot }: House, { forwarded, answered, by }: Passing): Promise<KillStep> {
  let isAcked = false;
  answered.then(
    () => {
      isAcked = true;
    },
    () => undefined,
  );
  await forwarded;
  const rest = Math.random() * 6;
  if (rest > 1) await wait(rest);
  const step = isAcked ? 'right after the ack' : 'before the ack';
  bot.kill(by());
  return step;
}

function killAfterAck(withinMs: number, step: KillStep): OnDelivery {
  return async ({ bot }, { answered, by }) => {
    await answered;
    if (withinMs > 0) await wait(Math.random() * withinMs);
    bot.kill(by());
    return step;
  };
}

/** On one of the first 30 calls to AWS, which then never gets its answer. */
const duringCollection: Trap = (house) =>
  armed((spring) => {
    let left = 1 + Math.floor(Math.random() * 30);
    house.aws.watch(({ by }) => {
      left -= 1;
      if (left !== 0) return undefined;
      house.bot.kill(by());
      spring('during collection');
      return Promise.reject(new Error('the caller is gone'));
    });
    return () => house.aws.watch(undefined);
  });

/** Slack holds one of the next calls, before or after it did what was asked. The bot is killed, then Slack goes on. */
function onCall(method: string, when: 'before' | 'after', step: KillStep): Trap {
  return (house) =>
    armed((spring) => {
      const { faults } = house.slack;
      const since = newestSeq(house);
      const fault = faults.add({ method, kind: 'hold', when });
      let isOver = false;
      void (async () => {
        const isHeld = await until(LIMIT_MS, () => isOver || heldCall(house, method, since) !== undefined);
        const held = heldCall(house, method, since);
        if (isOver || !isHeld || held === undefined) return;
        house.bot.kill(house.caller(method));
        await until(5000, () => held.answered === 'caller-gone');
        spring(step);
      })();
      return () => {
        isOver = true;
        fault.left = 0;
        faults.release(fault.id);
      };
    });
}

function heldCall({ slack }: House, method: string, since: number): Entry | undefined {
  return slack.journal({ method, since }).find(({ answered }) => answered === 'held');
}

const newestSeq = ({ slack }: House): number => slack.journal().at(-1)?.seq ?? 0;

/** One of the next thread posts has been answered, the one after it has not been asked for. */
const betweenThreadPosts: Trap = (house) =>
  armed((spring) => {
    const since = newestSeq(house);
    const nth = 1 + Math.floor(Math.random() * 3);
    let isOver = false;
    void (async () => {
      const threadPosts = () =>
        house.slack
          .journal({ method: 'chat.postMessage', since })
          .filter(({ args, answered }) => args.thread_ts !== undefined && answered === 'ok');
      await until(LIMIT_MS, () => isOver || threadPosts().length >= nth);
      if (isOver) return;
      house.bot.kill(house.caller('chat.postMessage'));
      spring('between thread posts');
    })();
    return () => {
      isOver = true;
    };
  });

/** 'while starting' is set where the bot is started next: it needs more than that to listen. */
function afterAWhile(mostMs: number, step: KillStep): Trap {
  return (house) =>
    armed((spring) => {
      const timer = setTimeout(() => {
        house.bot.kill();
        spring(step);
      }, Math.random() * mostMs);
      return () => clearTimeout(timer);
    });
}
