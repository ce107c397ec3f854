import { setTimeout as wait } from 'node:timers/promises';
import { SQSClient } from '@aws-sdk/client-sqs';
import { type AlarmLog, type Intake, makeIntake } from '../alarms/intake.ts';
import { makeSnsRoute } from '../alarms/sns.ts';
import { makeQueueReader, type QueueReader } from '../alarms/sqs.ts';
import { makeVerify } from '../alarms/verify-signature.ts';
import { makeWebhookRoutes } from '../alarms/webhooks.ts';
import type { Config } from '../config/index.ts';
import type { Clock } from '../domain/ports.ts';
import type { Telemetry } from '../domain/telemetry.ts';
import type { Accept } from '../flows/accept-delivery.ts';
import { makeRedactor } from '../redaction/index.ts';
import type { Route } from '../web/server.ts';

export interface AlarmRoadsDeps {
  readonly config: Config;
  readonly accept: Accept;
  readonly clock: Clock;
  readonly log: AlarmLog;
  readonly telemetry: Telemetry;
}

/** Every way by which alarms come in, as far as it is configured. */
export interface AlarmRoads {
  readonly routes: readonly Route[];
  /** Begins to read the queue, where there is one. */
  start(): void;
  /** Reads nothing new; resolves when the message under way is kept or left to the queue. */
  stop(): Promise<void>;
  /** For the health page. */
  trouble(): string | undefined;
}

export function makeAlarmRoads({ config, accept, clock, log, telemetry }: AlarmRoadsDeps): AlarmRoads {
  const nowMs = () => clock.now().getTime();
  const redactor = makeRedactor({ ips: config.redactIps });
  const intake = makeIntake({
    accept,
    redact: (value) => redactor.session().redact(value),
    count: (road, outcome) => telemetry.alarm(road, outcome),
    log,
    nowMs,
  });
  const { queue: url, topics } = config.alarms;
  const client = url === null ? undefined : sqsClient(config, url);
  let reader: QueueReader | undefined;
  if (url !== null && client !== undefined) {
    reader = makeQueueReader({ client, queue: url, topics, intake, nowMs, pause });
  }
  return {
    routes: routesOf(config.alarms, intake, nowMs),
    start: () => reader?.start(),
    async stop() {
      await reader?.stop();
      client?.destroy();
    },
    trouble: () => reader?.trouble(),
  };
}

/** What is not configured is not there: 404. */
function routesOf({ topics, webhookSecret: secret }: Config['alarms'], intake: Intake, nowMs: () => number) {
  const sns = { topics, secret, intake, verify: makeVerify(fetch), fetch, nowMs };
  return [
    ...(topics.length > 0 ? [makeSnsRoute(sns)] : []),
    ...(secret === null ? [] : makeWebhookRoutes({ secret, intake, nowMs })),
  ];
}

/** The region stands in the queue's address; behind another address it is the configured one. */
function sqsClient({ aws }: Config, queue: string): SQSClient {
  const region = /^sqs\.([\w-]+)\.amazonaws\.com(?:\.cn)?$/.exec(new URL(queue).hostname)?.[1] ?? aws.region;
  return new SQSClient({ ...(region && { region }), ...(aws.endpoint && { endpoint: aws.endpoint }) });
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  // It rejects for one reason only: that it was told to end early.
  await wait(ms, undefined, { signal }).catch(() => undefined);
}
