import type { App, Logger, Receiver } from '@slack/bolt';
import { processLate } from '../late-ack.ts';
import { type Connect, type Line, makeLine } from './line.ts';
import type { Envelope } from './unanswered.ts';

/** Two connections, so that one is there while Slack recycles the other; each payload comes over one of them. */
const LINES = 2;

export interface SocketReceiver extends Receiver {
  /** Why nothing can be heard at present, or undefined. */
  trouble(): string | undefined;
}

export interface SocketReceiverOptions {
  readonly connect: Connect;
  readonly logger: Logger;
  /** One envelope was acknowledged, or not; seconds since it came. */
  readonly onAnswered?: (isAcked: boolean, seconds: number) => void;
  /** Resolves after so many milliseconds. */
  readonly pause?: (ms: number) => Promise<void>;
}

/** Feeds one Bolt app from Socket Mode. `start` rejects when Slack refuses or cannot be reached. */
export function makeSocketReceiver(options: SocketReceiverOptions): SocketReceiver {
  const { connect, logger, onAnswered = () => undefined, pause = sleep } = options;
  let app: App | undefined;

  async function take(envelope: Envelope): Promise<void> {
    const started = performance.now();
    let isAcked = false;
    const ack = async (answer?: unknown) => {
      if (isAcked) return;
      isAcked = true;
      await envelope.ack(answer);
      onAnswered(true, (performance.now() - started) / 1000);
    };
    const { body, retryNum, retryReason } = envelope;
    const retry = {
      ...(retryNum === undefined ? {} : { retryNum }),
      ...(retryReason === undefined ? {} : { retryReason }),
    };
    try {
      if (app !== undefined) await processLate(app, { body, ack, ...retry });
    } catch (error) {
      // Not acknowledged: Slack sends an event again, and says so to whoever typed or pressed.
      logger.error(error);
    }
    if (!isAcked) onAnswered(false, (performance.now() - started) / 1000);
  }

  const lines: readonly Line[] = Array.from({ length: LINES }, (_, index) =>
    makeLine({
      connect,
      onEnvelope: (envelope) => void take(envelope),
      other: () => lines[(index + 1) % LINES],
      pause,
      onTrouble: (error, failures) => logger.warn(`a connection to Slack failed (${failures}): ${String(error)}`),
    }),
  );

  async function stop(): Promise<void> {
    await Promise.all(lines.map((line) => line.stop()));
  }

  return {
    init(own) {
      app = own;
    },
    async start() {
      const started = await Promise.allSettled(lines.map((line) => line.start()));
      const failed = started.find(({ status }) => status === 'rejected');
      if (failed === undefined) return;
      await stop();
      throw (failed as PromiseRejectedResult).reason;
    },
    stop,
    trouble: () => (lines.some(({ isUp }) => isUp) ? undefined : 'not-connected'),
  };
}

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms).unref());
