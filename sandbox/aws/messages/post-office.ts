import { type Account, queueName } from './address.ts';
import { Queue } from './queue.ts';
import { Topic } from './topic.ts';

/** The account's topic for alarms and the queue that it is delivered to, with a queue for what nobody could read. */
export interface PostOffice {
  readonly topics: readonly Topic[];
  readonly queues: readonly Queue[];
  /** Where the alarms of the world are published. */
  readonly alarms: { readonly topic: Topic; readonly queue: Queue };
}

export function openPostOffice(of: Account): PostOffice {
  const { region, account } = of;
  const topic = new Topic(of);
  const arn = (name: string) => `arn:aws:sqs:${region}:${account}:${name}`;
  const dead = new Queue(`${queueName}-dead`, arn(`${queueName}-dead`), '');
  const queue = new Queue(queueName, arn(queueName), policyFor(arn(queueName), topic.arn), {
    to: dead,
    maxReceiveCount: 5,
  });
  topic.subscribe('sqs', queue.arn);
  return { topics: [topic], queues: [queue, dead], alarms: { topic, queue } };
}

const policyFor = (queue: string, topic: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'alarms',
        Effect: 'Allow',
        Principal: { Service: 'sns.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: queue,
        Condition: { ArnEquals: { 'aws:SourceArn': topic } },
      },
    ],
  });
