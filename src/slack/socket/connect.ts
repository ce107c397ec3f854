import type { Logger } from '@slack/bolt';
import { PatientClient } from './client.ts';
import type { Connect } from './line.ts';

export interface ConnectOptions {
  readonly appToken: string;
  readonly apiUrl: string | null;
  readonly logger: Logger;
}

const OPEN_LIMIT_MS = 15_000;

/** An address was given, and nobody answered there as Slack does. */
export class NoHello extends Error {
  override readonly name = 'NoHello';
}

/** What the library tells of an envelope, whatever kind it is of. */
interface SlackEvent {
  readonly envelope_id: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly retry_num?: number;
  readonly retry_reason?: string;
  ack(answer?: unknown): Promise<void>;
}

/**
 * Connections by Slack's own client, each used once: when it is lost, `Line` makes another. The library's own
 * reconnecting is off, because it leaves the bot deaf for five seconds at every refresh.
 */
export function connectWith({ appToken, apiUrl, logger }: ConnectOptions): Connect {
  return ({ onEnvelope, beforeGoing }) => {
    const client = new PatientClient(
      {
        appToken,
        logger,
        autoReconnectEnabled: false,
        clientOptions: {
          ...(apiUrl === null ? {} : { slackApiUrl: apiUrl }),
          timeout: 10_000,
          rejectRateLimitedCalls: true,
          retryConfig: { retries: 0 },
        },
      },
      beforeGoing,
    );
    client.on('slack_event', ({ envelope_id: id, body, ack, retry_num: num, retry_reason: reason }: SlackEvent) => {
      onEnvelope({ id, body, retryNum: num, retryReason: reason, ack });
    });
    const gone = new Promise<void>((resolve) => client.once('disconnected', () => resolve()));
    return {
      gone,
      async open() {
        try {
          await within(OPEN_LIMIT_MS, client.start());
        } catch (error) {
          void client.disconnect();
          throw error ?? new NoHello('the connection was closed before Slack said hello');
        }
      },
      close: () => void client.disconnect(),
    };
  };
}

async function within(limitMs: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new NoHello('Slack did not say hello in time')), limitMs);
  });
  try {
    await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
