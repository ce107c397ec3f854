import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { describe, expect, it } from '@jest/globals';
import { makeQueueReader } from '../../src/alarms/sqs.ts';
import { metricAlarm, metricEvent, okAlarm } from './fixtures/cloudwatch.ts';
import { type Gate, makeGate } from './gate.ts';
import { message as envelope, topic } from './sns-stand-in.ts';

const queue = 'https://sqs.us-east-1.amazonaws.com/123456789012/alarms';

/** A queue that gives what it holds, a batch a poll, and lets a poll hang when it is empty. */
function makeQueue(gate: Gate, batches: (readonly string[] | Error)[]) {
  const done: string[] = [];
  const idle = Promise.withResolvers<void>();
  const failing = { delete: 0 };
  const messages = (bodies: readonly string[]): Message[] =>
    bodies.map((Body, i) => ({
      MessageId: `m${i}`,
      ReceiptHandle: `r${i}`,
      Body,
      Attributes: { ApproximateReceiveCount: '3' },
    }));
  const receive = (signal: AbortSignal) => {
    const batch = batches.shift();
    if (batch instanceof Error) throw batch;
    if (batch !== undefined) return { Messages: messages(batch) };
    idle.resolve();
    return new Promise((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
  };
  const client = {
    async send(command: unknown, options?: { readonly abortSignal: AbortSignal }) {
      if (command instanceof ReceiveMessageCommand) {
        done.push('receive');
        return receive(options?.abortSignal ?? new AbortController().signal);
      }
      if (command instanceof DeleteMessageCommand) {
        if (failing.delete-- > 0) throw new Error('connection reset');
        done.push(`delete ${command.input.ReceiptHandle} with ${gate.kept.size} kept`);
      }
      if (command instanceof ChangeMessageVisibilityCommand) {
        done.push(`hide ${command.input.ReceiptHandle} for ${command.input.VisibilityTimeout}`);
      }
      return {};
    },
  };
  // The client's own types have an overload for each command.
  return { client: client as unknown as SQSClient, done, idle: idle.promise, failing };
}

/** Reads until nothing is left; each pause moves the clock and may change the world. */
async function readAll(
  batches: (readonly string[] | Error)[],
  { topics = [topic], onPause = () => undefined }: { topics?: readonly string[]; onPause?: (gate: Gate) => void } = {},
  prepare: (gate: Gate, stand: ReturnType<typeof makeQueue>) => void = () => undefined,
) {
  const gate = makeGate();
  const stand = makeQueue(gate, batches);
  const pauses: number[] = [];
  const troubles: (string | undefined)[] = [];
  let nowMs = 0;
  prepare(gate, stand);
  const reader = makeQueueReader({
    client: stand.client,
    queue,
    topics,
    intake: gate.intake,
    nowMs: () => nowMs,
    pause: async (ms) => {
      pauses.push(ms);
      troubles.push(reader.trouble());
      nowMs += ms;
      onPause(gate);
    },
  });
  reader.start();
  await stand.idle;
  const atEnd = reader.trouble();
  await reader.stop();
  return { gate, done: stand.done, pauses, troubles, atEnd };
}

const raw = JSON.stringify(metricAlarm);

describe('the queue reader', () => {
  it('deletes a message only once its alarm is kept', async () => {
    const { gate, done } = await readAll([[raw]]);
    expect(done).toEqual(['receive', 'delete r0 with 1 kept', 'receive']);
    expect(gate.counted).toEqual(['sqs accepted']);
  });

  it('reads envelopes of SNS, events of EventBridge in and out of them, and raw notifications', async () => {
    const batch = [envelope(), envelope({ Message: JSON.stringify(metricEvent) }), JSON.stringify(metricEvent), raw];
    const { gate, done } = await readAll([batch, [JSON.stringify(okAlarm)]]);
    expect(gate.counted).toEqual(Array(5).fill('sqs accepted'));
    expect(gate.kept.size).toBe(2);
    expect(done.filter((each) => each.startsWith('delete'))).toHaveLength(5);
  });

  it('leaves what it cannot read to the queue, which sets it aside, and hides it for longer each time', async () => {
    const { gate, done } = await readAll([['no JSON', '{"Type":"Notification","TopicArn":1,"Message":2}', raw]]);
    expect(done).toEqual(['receive', 'hide r0 for 240', 'hide r1 for 240', 'delete r2 with 1 kept', 'receive']);
    expect(gate.counted).toEqual(['sqs malformed', 'sqs malformed', 'sqs accepted']);
  });

  it('leaves an envelope of a foreign topic to the queue, unless no topics are configured', async () => {
    const foreign = envelope({ TopicArn: `${topic}2` });
    const strict = await readAll([[foreign]]);
    expect(strict.done).toEqual(['receive', 'hide r0 for 240', 'receive']);
    expect(strict.gate.counted).toEqual(['sqs foreign-topic']);

    const open = await readAll([[foreign]], { topics: [] });
    expect(open.gate.counted).toEqual(['sqs accepted']);
  });

  it('deletes what is no alarm', async () => {
    const { done, gate } = await readAll([[JSON.stringify({ ...metricEvent, source: 'aws.ecs' })]]);
    expect(gate.counted).toEqual(['sqs ignored']);
    expect(done).toEqual(['receive', 'delete r0 with 0 kept', 'receive']);
  });
});

describe('the queue reader in trouble', () => {
  it('holds on to its messages while the store is away, and receives nothing meanwhile', async () => {
    let pauses = 0;
    const onPause = (gate: Gate) => {
      pauses += 1;
      if (pauses === 4) gate.state.isAway = false;
    };
    const away = (gate: Gate) => {
      gate.state.isAway = true;
    };
    const run = await readAll([[raw, JSON.stringify(okAlarm)]], { onPause }, away);
    const held = Array(4).fill(['hide r0 for 120', 'hide r1 for 120']).flat();
    expect(run.done).toEqual(['receive', ...held, 'delete r0 with 1 kept', 'delete r1 with 2 kept', 'receive']);
    expect(run.pauses).toEqual([1000, 2000, 4000, 8000]);
    expect(run.troubles).toEqual(Array(4).fill('store-away'));
    expect(run.atEnd).toBeUndefined();
  });

  it('leaves them to the queue after ten minutes', async () => {
    const away = (gate: Gate) => {
      gate.state.isAway = true;
    };
    const run = await readAll([[raw]], {}, away);
    expect(run.done.filter((each) => !each.startsWith('hide'))).toEqual(['receive', 'receive']);
    const waited = run.pauses.reduce((sum, ms) => sum + ms, 0);
    expect(waited).toBeGreaterThanOrEqual(600_000);
    expect(waited).toBeLessThan(720_000);
    expect(Math.max(...run.pauses)).toBe(60_000);
  });

  it('meets a message again whose deletion failed, and keeps its alarm once', async () => {
    const run = await readAll([[raw], [raw]], {}, (_gate, stand) => {
      stand.failing.delete = 1;
    });
    expect(run.done).toEqual(['receive', 'receive', 'delete r0 with 1 kept', 'receive']);
    expect(run.gate.kept.size).toBe(1);
  });

  it('waits longer each time while AWS is away, says so, and forgets it when AWS is back', async () => {
    const away = () => new Error('getaddrinfo ENOTFOUND');
    const run = await readAll([...Array.from({ length: 9 }, away), [raw], away()]);
    expect(run.pauses).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000, 1000]);
    expect(run.troubles).toEqual(Array(10).fill('queue-away'));
    expect(run.gate.kept.size).toBe(1);
  });

  it('ends a poll at once when it is told to stop', async () => {
    const gate = makeGate();
    const stand = makeQueue(gate, []);
    const options = { client: stand.client, queue, topics: [], intake: gate.intake, nowMs: () => 0 };
    const reader = makeQueueReader({ ...options, pause: () => Promise.reject(new Error('it would pause')) });
    reader.start();
    await stand.idle;
    await reader.stop();
    expect(gate.logged).toEqual([]);
    expect(stand.done).toEqual(['receive']);
  });

  it('leaves the rest of a batch when it is told to stop in the middle', async () => {
    const gate = makeGate();
    const stand = makeQueue(gate, [[raw, JSON.stringify(okAlarm)]]);
    const ended = Promise.withResolvers<void>();
    const take: typeof gate.intake.take = async (road, parsed) => {
      const outcome = await gate.intake.take(road, parsed);
      ended.resolve(reader.stop());
      return outcome;
    };
    const options = { client: stand.client, queue, topics: [], nowMs: () => 0, pause: async () => undefined };
    const reader = makeQueueReader({ ...options, intake: { ...gate.intake, take } });
    reader.start();
    await ended.promise;
    expect(stand.done).toEqual(['receive', 'delete r0 with 1 kept']);
  });
});
