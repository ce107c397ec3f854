import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { makeAlarmsProbe } from '../alarms/doctor.ts';
import type { Config } from '../config/index.ts';
import type { Probe } from '../domain/doctor.ts';
import type { Ground } from './doctor-ground.ts';

/** The roads of the alarms, asked with the bot's own credentials. */
export function alarmsProbe({ alarms, aws, publicUrl }: Config, localUrl: string, ground: Ground): Probe {
  const region = regionOf(alarms.queue) ?? aws.region;
  const shared = { ...(aws.endpoint && { endpoint: aws.endpoint }), maxAttempts: 2 };
  return makeAlarmsProbe({
    ...alarms,
    region,
    snsUrl: publicUrl === null ? null : `${publicUrl}/alarms/sns`,
    localUrl,
    sns: (where) => new SNSClient({ ...shared, region: where }),
    sqs: new SQSClient({ ...shared, ...(region && { region }) }),
    botRuns: async () => (await ground.standing()).botRuns,
  });
}

/** It stands in the queue's address, unless that is of a stand-in. */
function regionOf(queue: string | null): string | undefined {
  return queue === null ? undefined : /^sqs\.([\w-]+)\.amazonaws\.com/.exec(new URL(queue).hostname)?.[1];
}
