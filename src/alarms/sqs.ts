import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { Intake } from './intake.ts';
import { readQueueMessage } from './queue-message.ts';

const SECOND = 1000;
/** Long polling, as long as SQS allows. */
const POLL_SECONDS = 20;
/** What is not deleted within this time is given to another reader. */
const VISIBLE_AGAIN_SECONDS = 60;
const LONGEST_HIDDEN_SECONDS = 3600;
const LONGEST_PAUSE_MS = 60 * SECOND;
/** While the store is away the messages in hand are tried again; after this long they are left to the queue. */
const HOLD_MS = 10 * 60 * SECOND;

export interface QueueReaderOptions {
  readonly client: Pick<SQSClient, 'send'>;
  /** Its URL. */
  readonly queue: string;
  /** Topics whose envelopes are taken; empty: any, for the queue's own policy says who may send. */
  readonly topics: readonly string[];
  readonly intake: Intake;
  readonly nowMs: () => number;
  /** Resolves after `ms`, or at once when the signal says so. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
}

export interface QueueReader {
  start(): void;
  /** Ends the poll at once and waits for the message under way. */
  stop(): Promise<void>;
  /** Names what is broken, for the health page; undefined while the queue answers and the store keeps. */
  trouble(): string | undefined;
}

/** Reads alarms from an SQS queue. A message is deleted only once its alarms are kept. */
export function makeQueueReader(options: QueueReaderOptions): QueueReader {
  const end = new AbortController();
  const state: { trouble?: string | undefined } = {};
  let running: Promise<void> | undefined;
  return {
    start: () => {
      running ??= read(options, end.signal, state);
    },
    async stop() {
      end.abort();
      await running;
    },
    trouble: () => state.trouble,
  };
}

interface State {
  trouble?: string | undefined;
}

async function read(options: QueueReaderOptions, signal: AbortSignal, state: State): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    try {
      const messages = await receive(options, signal);
      state.trouble = undefined;
      failures = 0;
      await keepAll(options, messages, signal, state);
    } catch (error) {
      if (signal.aborted) return;
      state.trouble = 'queue-away';
      failures += 1;
      options.intake.trouble('sqs', 'the queue does not answer', error);
      await options.pause(backoff(failures), signal);
    }
  }
}

const backoff = (failures: number) => Math.min(LONGEST_PAUSE_MS, SECOND * 2 ** Math.min(failures - 1, 10));

async function receive({ client, queue }: QueueReaderOptions, signal: AbortSignal): Promise<readonly Message[]> {
  const command = new ReceiveMessageCommand({
    QueueUrl: queue,
    MaxNumberOfMessages: 10,
    WaitTimeSeconds: POLL_SECONDS,
    VisibilityTimeout: VISIBLE_AGAIN_SECONDS,
    MessageSystemAttributeNames: ['ApproximateReceiveCount'],
  });
  return (await client.send(command, { abortSignal: signal })).Messages ?? [];
}

/**
 * Tries what the store did not take again and again, and receives nothing new meanwhile: each receive brings a message
 * nearer to the dead-letter queue, and it is not the message's fault.
 */
async function keepAll(
  options: QueueReaderOptions,
  messages: readonly Message[],
  signal: AbortSignal,
  state: State,
): Promise<void> {
  const until = options.nowMs() + HOLD_MS;
  let waiting = await keepEach(options, messages, signal);
  for (let tries = 1; waiting.length > 0 && options.nowMs() < until; tries++) {
    state.trouble = 'store-away';
    await Promise.all(waiting.map((message) => hide(options, message, 2 * VISIBLE_AGAIN_SECONDS)));
    await options.pause(backoff(tries), signal);
    waiting = await keepEach(options, waiting, signal);
  }
  state.trouble = waiting.length > 0 ? 'store-away' : undefined;
}

/** Gives those that the store did not take. Once it is time to end the rest is left to the queue. */
async function keepEach(
  options: QueueReaderOptions,
  messages: readonly Message[],
  signal: AbortSignal,
): Promise<readonly Message[]> {
  const left: Message[] = [];
  for (const message of messages) {
    if (signal.aborted) return [];
    if (!(await keep(options, message))) left.push(message);
  }
  return left;
}

/** False when the store did not take it. */
async function keep(options: QueueReaderOptions, message: Message): Promise<boolean> {
  const { intake } = options;
  const read = readQueueMessage(message.Body ?? '', options.topics);
  if (read.kind === 'foreign-topic') {
    intake.note('sqs', 'foreign-topic', { topic: read.topic, message: message.MessageId });
    await putOff(options, message);
    return true;
  }
  try {
    const outcome = await intake.take('sqs', read);
    if (outcome === 'malformed') await putOff(options, message);
    else await remove(options, message);
    return true;
  } catch (error) {
    intake.note('sqs', 'store-away');
    intake.trouble('sqs', 'the store did not take an alarm', error);
    return false;
  }
}

/** It comes again when this fails, and is then known already. */
async function remove({ client, queue, intake }: QueueReaderOptions, { ReceiptHandle }: Message): Promise<void> {
  try {
    await client.send(new DeleteMessageCommand({ QueueUrl: queue, ReceiptHandle }));
  } catch (error) {
    intake.trouble('sqs', 'a message could not be deleted', error);
  }
}

/**
 * What cannot be read is kept by the queue: its redrive policy moves it to the dead-letter queue. Where there is none it
 * comes back ever more rarely until the queue lets go of it.
 */
function putOff(options: QueueReaderOptions, message: Message): Promise<void> {
  const received = Number(message.Attributes?.ApproximateReceiveCount ?? 1);
  const seconds = Math.min(LONGEST_HIDDEN_SECONDS, VISIBLE_AGAIN_SECONDS * 2 ** Math.min(received - 1, 10));
  return hide(options, message, seconds);
}

/** From other readers, for so long. Nothing depends on it but how often a message is received. */
async function hide(options: QueueReaderOptions, { ReceiptHandle }: Message, seconds: number): Promise<void> {
  const wanted = { QueueUrl: options.queue, ReceiptHandle, VisibilityTimeout: seconds };
  try {
    await options.client.send(new ChangeMessageVisibilityCommand(wanted));
  } catch (error) {
    options.intake.trouble('sqs', 'a message could not be hidden', error);
  }
}
