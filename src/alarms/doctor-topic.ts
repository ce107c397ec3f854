import { paginateListSubscriptionsByTopic, type SNSClient, type Subscription } from '@aws-sdk/client-sns';
import type { Found } from '../domain/doctor.ts';
import { mendedBy, ok } from '../messages/found.ts';
import type { AlarmsDoctor } from './doctor.ts';
import { notAllowed, tell, unclear } from './doctor-call.ts';
import { queueArn } from './doctor-policy.ts';

const ACTION = 'sns:ListSubscriptionsByTopic';

interface Wanted {
  readonly protocol: 'sqs' | 'https';
  readonly endpoint: string;
}

/** The topic is there, and what it sends comes to us. */
export async function topicFindings(
  doctor: AlarmsDoctor,
  topic: string,
  signal: AbortSignal,
): Promise<readonly Found[]> {
  const [, , , region = '', , name = ''] = topic.split(':');
  const client = doctor.sns(region);
  const told = await tell(subscriptionsOf(client as SNSClient, topic, signal));
  if (told.kind === 'denied') return [notAllowed(ACTION, topic)];
  if (told.kind === 'unclear') return [unclear(ACTION, told.detail)];
  if (told.kind === 'not-there') {
    return [mendedBy('alarms/topic-missing', `aws sns create-topic --name ${name} --region ${region}`, { topic })];
  }
  const wanted = wantedOf(doctor);
  // Where the world reaches us is missing: the settings tell.
  return wanted === undefined ? [] : [judge(topic, wanted, told.answer)];
}

async function subscriptionsOf(
  client: SNSClient,
  topic: string,
  signal: AbortSignal,
): Promise<readonly Subscription[]> {
  const all: Subscription[] = [];
  const paging = { client };
  for await (const page of paginateListSubscriptionsByTopic(paging, { TopicArn: topic }, { abortSignal: signal })) {
    all.push(...(page.Subscriptions ?? []));
  }
  return all;
}

function wantedOf({ queue, region, snsUrl }: AlarmsDoctor): Wanted | undefined {
  if (queue !== null) return { protocol: 'sqs', endpoint: queueArn(queue, region) ?? queue };
  return snsUrl === null ? undefined : { protocol: 'https', endpoint: snsUrl };
}

function judge(topic: string, { protocol, endpoint }: Wanted, all: readonly Subscription[]): Found {
  const own = all.filter((one) => one.Endpoint === endpoint);
  const [, , , region = ''] = topic.split(':');
  const args = { topic, endpoint };
  const line = `aws sns subscribe --topic-arn ${topic} --protocol ${protocol} --notification-endpoint ${endpoint} --region ${region}`;
  if (own.length === 0) return mendedBy('alarms/not-subscribed', line, args);
  const isConfirmed = own.some(({ SubscriptionArn }) => SubscriptionArn?.startsWith('arn:'));
  // Asked for again, SNS sends its question once more, and a running bot answers it by itself.
  return isConfirmed ? ok('alarms/topic', args) : mendedBy('alarms/subscription-pending', line, args);
}
