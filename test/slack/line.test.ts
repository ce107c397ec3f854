import { describe, expect, it } from '@jest/globals';
import { type Connection, type ConnectionEvents, type Line, makeLine } from '../../src/slack/socket/line.ts';
import type { Envelope } from '../../src/slack/socket/unanswered.ts';

interface Fake {
  readonly connection: Connection;
  readonly events: ConnectionEvents;
  lose(): void;
  readonly closed: () => boolean;
}

/** Connections made by hand: each opens at once unless told, and is lost when the test says so. */
function hand({ refuse = () => false }: { readonly refuse?: (count: number) => boolean } = {}) {
  const made: Fake[] = [];
  const waits: number[] = [];
  const heard: Envelope[] = [];
  let tries = 0;
  let other: Line | undefined;
  const line = makeLine({
    connect(events) {
      tries += 1;
      const count = tries;
      let lose = () => {};
      let isClosed = false;
      const gone = new Promise<void>((resolve) => {
        lose = resolve;
      });
      const connection = {
        gone,
        async open() {
          if (refuse(count)) throw new Error('Slack is away');
        },
        close() {
          isClosed = true;
          lose();
        },
      };
      made.push({ connection, events, lose, closed: () => isClosed });
      return connection;
    },
    onEnvelope: (envelope) => heard.push(envelope),
    other: () => other,
    pause: async (ms) => {
      waits.push(ms);
      await new Promise((resolve) => setImmediate(resolve));
    },
    onTrouble: () => {},
  });
  const beside = (own: Line) => {
    other = own;
  };
  return { line, made, waits, heard, beside };
}

const envelope = (id: string): Envelope => ({
  id,
  body: {},
  retryNum: undefined,
  retryReason: undefined,
  ack: async () => {},
});
const settle = async () => {
  for (let turn = 0; turn < 30; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};
const steady = (): Line => ({ start: async () => {}, isUp: true, whenSteady: async () => {}, stop: async () => {} });
const down = (): Line => ({ ...steady(), isUp: false, whenSteady: () => new Promise(() => {}) });

describe('a line to Slack', () => {
  it('comes back at once when a connection is lost, over a new one', async () => {
    const { line, made, waits } = hand();
    await line.start();

    made[0]?.lose();
    await settle();

    expect(made).toHaveLength(2);
    expect(line.isUp).toBe(true);
    expect(waits).toEqual([]);
    await line.stop();
  });

  it('tries again later and later while Slack is away, up to half a minute', async () => {
    const { line, made, waits } = hand({ refuse: (count) => count > 1 && count < 12 });
    await line.start();

    made[0]?.lose();
    await settle();

    expect(made).toHaveLength(12);
    expect(line.isUp).toBe(true);
    expect(waits).toHaveLength(10);
    expect(Math.max(...waits)).toBeLessThanOrEqual(30_000);
    for (const [index, wait] of waits.entries()) {
      const most = Math.min(30_000, 500 * 2 ** index);
      expect(wait).toBeGreaterThanOrEqual(most / 2);
      expect(wait).toBeLessThanOrEqual(most);
    }
    await line.stop();
  });

  it('rejects its start when the first connection is refused', async () => {
    const { line } = hand({ refuse: () => true });

    await expect(line.start()).rejects.toThrow('Slack is away');
    expect(line.isUp).toBe(false);
  });

  it('lets a connection go only when everything that came over it is answered', async () => {
    const { line, made, heard, beside } = hand();
    beside(steady());
    await line.start();
    made[0]?.events.onEnvelope(envelope('one'));
    let isGoing = false;

    void made[0]?.events.beforeGoing().then(() => {
      isGoing = true;
    });
    await Promise.resolve();
    const before = isGoing;
    await heard[0]?.ack();
    await settle();

    expect([before, isGoing]).toEqual([false, true]);
    await line.stop();
  });

  it('waits for the other line before it lets its connection go, but not for ever', async () => {
    const { line, made, waits, beside } = hand();
    beside(down());
    await line.start();

    await made[0]?.events.beforeGoing();

    expect(waits).toEqual([8_000]);
    await line.stop();
  });

  it('answers what came in before it closes', async () => {
    const { line, made, heard } = hand();
    await line.start();
    made[0]?.events.onEnvelope(envelope('one'));

    const stopping = line.stop();
    const before = made[0]?.closed();
    await heard[0]?.ack();
    await stopping;

    expect([before, made[0]?.closed()]).toEqual([false, true]);
  });

  it('stays down once it was stopped', async () => {
    const { line, made } = hand();
    await line.start();

    await line.stop();
    await settle();

    expect(made).toHaveLength(1);
    await expect(line.whenSteady()).resolves.toBeUndefined();
  });
});
