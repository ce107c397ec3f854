import { setTimeout as wait } from 'node:timers/promises';
import { DeleteMessageCommand, GetQueueAttributesCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import type { Found } from '../domain/doctor.ts';
import { failed, mendedBy, ok } from '../messages/found.ts';
import type { AlarmsDoctor } from './doctor.ts';
import { denied, notAllowed, type Told, tell, unclear } from './doctor-call.ts';
import { letsSend, queueArn } from './doctor-policy.ts';

const READ = 'sqs:ReceiveMessage';
const REMOVE = 'sqs:DeleteMessage';
const LOOK = 'sqs:GetQueueAttributes';
/** A reader that lives takes what waits at once: it polls all the time. */
const LOOKS = 4;
const LOOK_EVERY_MS = 1_500;

type Attributes = Readonly<Record<string, string>>;

/** The queue is there, may be sent to and read, keeps apart what nobody can read, and somebody reads it. */
export async function queueFindings(doctor: AlarmsDoctor, url: string, signal: AbortSignal): Promise<readonly Found[]> {
  const queue = url.split('/').at(-1) ?? url;
  const resource = queueArn(url, doctor.region) ?? '*';
  const told = await attributesOf(doctor, url, signal);
  if (told.kind === 'not-there')
    return [mendedBy('alarms/queue-missing', `aws sqs create-queue --queue-name ${queue}`, { queue })];
  if (told.kind === 'unclear') return [unclear(LOOK, told.detail)];
  if (told.kind === 'denied') return [notAllowed(LOOK, resource), ...(await readable(doctor, url, resource, signal))];
  const attributes = told.answer;
  const arn = attributes.QueueArn ?? resource;
  const waiting = waitingIn(attributes);
  // To read what waits would hide it from the bot for a moment: only an empty queue is read.
  const reading = waiting === 0 ? await readable(doctor, url, arn, signal) : await stuck(doctor, url, queue, signal);
  const troubles = [
    ...reading,
    ...policyFindings(doctor, url, arn, attributes),
    ...redriveFindings(url, arn, attributes),
  ];
  return troubles.length === 0 ? [ok('alarms/queue', { queue, waiting })] : troubles;
}

async function attributesOf({ sqs }: AlarmsDoctor, url: string, signal: AbortSignal): Promise<Told<Attributes>> {
  const command = new GetQueueAttributesCommand({
    QueueUrl: url,
    AttributeNames: ['QueueArn', 'Policy', 'RedrivePolicy', 'ApproximateNumberOfMessages'],
  });
  return tell(sqs.send(command, { abortSignal: signal }).then(({ Attributes = {} }) => Attributes as Attributes));
}

const waitingIn = ({ ApproximateNumberOfMessages: count }: Attributes) => Number(count ?? 0);

async function readable(
  { sqs }: AlarmsDoctor,
  url: string,
  arn: string,
  signal: AbortSignal,
): Promise<readonly Found[]> {
  const command = new ReceiveMessageCommand({
    QueueUrl: url,
    MaxNumberOfMessages: 1,
    WaitTimeSeconds: 0,
    VisibilityTimeout: 0,
  });
  // A receipt that is none: whoever may delete is told so, and nothing is deleted.
  const nothing = new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: 'fiveohtwo-doctor' });
  const [read, removed] = await Promise.all([
    tell(sqs.send(command, { abortSignal: signal })),
    tell(sqs.send(nothing, { abortSignal: signal })),
  ]);
  return [
    ...(read.kind === 'denied' ? [denied(READ, arn)] : []),
    ...(read.kind === 'unclear' ? [unclear(READ, read.detail)] : []),
    ...(removed.kind === 'denied' ? [denied(REMOVE, arn)] : []),
  ];
}

async function stuck(doctor: AlarmsDoctor, url: string, queue: string, signal: AbortSignal): Promise<readonly Found[]> {
  let count = 0;
  for (let look = 0; look < LOOKS; look += 1) {
    await wait(LOOK_EVERY_MS, undefined, { signal });
    const told = await attributesOf(doctor, url, signal);
    count = told.kind === 'told' ? waitingIn(told.answer) : count;
    if (count === 0) return [];
  }
  const runs = (await doctor.botRuns()) ? 'yes' : 'no';
  return [failed('alarms/queue-stuck', { queue, count, runs })];
}

function policyFindings({ topics }: AlarmsDoctor, url: string, arn: string, { Policy }: Attributes): readonly Found[] {
  const queue = url.split('/').at(-1) ?? url;
  const sources = topics.length === 0 ? [null] : topics;
  return sources
    .filter((source) => !letsSend(Policy, source))
    .map((source) => {
      const service = source === null ? 'events.amazonaws.com' : 'sns.amazonaws.com';
      const statement = {
        Effect: 'Allow',
        Principal: { Service: service },
        Action: 'sqs:SendMessage',
        Resource: arn,
        ...(source !== null && { Condition: { ArnEquals: { 'aws:SourceArn': source } } }),
      };
      const policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
      return mendedBy('alarms/queue-policy', setting(url, 'Policy', policy), { queue, source: source ?? service });
    });
}

function redriveFindings(url: string, arn: string, { RedrivePolicy }: Attributes): readonly Found[] {
  if (RedrivePolicy !== undefined && RedrivePolicy !== '') return [];
  const policy = JSON.stringify({ deadLetterTargetArn: `${arn}-dead`, maxReceiveCount: '5' });
  return [
    mendedBy('alarms/no-redrive', setting(url, 'RedrivePolicy', policy), { queue: url.split('/').at(-1) ?? url }),
  ];
}

function setting(url: string, name: string, value: string): string {
  return `aws sqs set-queue-attributes --queue-url ${url} --attributes '${JSON.stringify({ [name]: value })}'`;
}
