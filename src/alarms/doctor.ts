import type { SNSClient } from '@aws-sdk/client-sns';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { Found, Probe } from '../domain/doctor.ts';
import { off } from '../messages/found.ts';
import { queueFindings } from './doctor-queue.ts';
import { topicFindings } from './doctor-topic.ts';
import { webhookFindings } from './doctor-webhook.ts';

export interface AlarmsDoctor {
  readonly topics: readonly string[];
  readonly queue: string | null;
  /** Of the queue. */
  readonly region: string | undefined;
  readonly webhookSecret: string | null;
  /** Where SNS reaches the bot; null: not over HTTPS. */
  readonly snsUrl: string | null;
  /** Of this machine: http://127.0.0.1:3000 */
  readonly localUrl: string;
  /** For the region of a topic. */
  readonly sns: (region: string) => Pick<SNSClient, 'send'>;
  readonly sqs: Pick<SQSClient, 'send'>;
  readonly botRuns: () => Promise<boolean>;
}

const LIMIT_MS = 25_000;

/** Whether alarms can come in, by every road that is set up. */
export function makeAlarmsProbe(doctor: AlarmsDoctor): Probe {
  return { id: 'alarms', limitMs: LIMIT_MS, run: (signal) => look(doctor, signal) };
}

async function look(doctor: AlarmsDoctor, signal: AbortSignal): Promise<readonly Found[]> {
  const { topics, queue, webhookSecret } = doctor;
  if (topics.length === 0 && queue === null && webhookSecret === null) return [off('alarms/off')];
  const roads = await Promise.all([
    queue === null ? [] : queueFindings(doctor, queue, signal),
    ...topics.map((topic) => topicFindings(doctor, topic, signal)),
    webhookSecret === null ? [] : webhookFindings(doctor.localUrl, webhookSecret, signal),
  ]);
  return roads.flat();
}
