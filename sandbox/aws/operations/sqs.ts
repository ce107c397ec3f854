import { md5, type Queue, type Redrive } from '../messages/queue.ts';
import { AwsError } from '../protocol/errors.ts';
import type { Shape } from '../protocol/schema.ts';
import { type Context, type Operations, present, text, texts, whole } from './context.ts';

function queueOf(input: Shape, { post }: Context): Queue {
  const name = text(input.QueueUrl)?.split('/').at(-1);
  const found = post.queues.find((queue) => queue.name === name);
  if (!found) throw new AwsError('QueueDoesNotExist', 'The specified queue does not exist.');
  return found;
}

function receiptOf(input: Shape): string {
  const receipt = text(input.ReceiptHandle) ?? '';
  if (!Buffer.from(receipt, 'base64').toString('utf8').includes('|')) {
    throw new AwsError(
      'ReceiptHandleIsInvalid',
      `The input receipt handle "${receipt}" is not a valid receipt handle.`,
    );
  }
  return receipt;
}

export const sqs: Operations = {
  SendMessage: (input, context) => {
    const body = text(input.MessageBody) ?? '';
    return { MessageId: queueOf(input, context).send(body), MD5OfMessageBody: md5(body) };
  },
  ReceiveMessage: async (input, context) => {
    const queue = queueOf(input, context);
    const hide = whole(input.VisibilityTimeout, queue.visibilitySeconds);
    const most = Math.min(10, whole(input.MaxNumberOfMessages, 1));
    const found = await queue.receive(most, hide, Math.min(20, whole(input.WaitTimeSeconds, 0)), context.gone);
    const wanted = [...texts(input.MessageSystemAttributeNames), ...texts(input.AttributeNames)];
    return present({
      Messages:
        found.length === 0
          ? undefined
          : found.map((message) => ({
              MessageId: message.id,
              ReceiptHandle: message.receipt,
              MD5OfBody: md5(message.body),
              Body: message.body,
              Attributes: only(wanted, {
                ApproximateReceiveCount: String(message.times),
                SentTimestamp: String(message.sentAt),
                ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
                SenderId: 'AIDAIT2UOQQY3AUEKVGXU',
              }),
            })),
    });
  },
  DeleteMessage: (input, context) => {
    queueOf(input, context).delete(receiptOf(input));
    return {};
  },
  ChangeMessageVisibility: (input, context) => {
    const isHeld = queueOf(input, context).hide(receiptOf(input), whole(input.VisibilityTimeout, 0));
    if (!isHeld) throw new AwsError('MessageNotInflight', 'The specified message is not in flight.');
    return {};
  },
  SetQueueAttributes: (input, context) => {
    const queue = queueOf(input, context);
    const { Policy, RedrivePolicy } = (input.Attributes ?? {}) as Readonly<Record<string, string>>;
    if (Policy !== undefined) queue.policy = Policy;
    if (RedrivePolicy !== undefined) queue.redrive = redriveOf(RedrivePolicy, context);
    return {};
  },
  GetQueueAttributes: (input, context) => ({
    Attributes: only(texts(input.AttributeNames), queueOf(input, context).attributes()),
  }),
};

/** An empty text takes it away. */
function redriveOf(policy: string, { post }: Context): Redrive | undefined {
  if (policy === '') return undefined;
  const { deadLetterTargetArn, maxReceiveCount } = JSON.parse(policy) as Readonly<Record<string, unknown>>;
  const to = post.queues.find(({ arn }) => arn === deadLetterTargetArn);
  if (!to) throw new AwsError('InvalidParameterValue', 'Value for parameter RedrivePolicy is invalid.');
  return { to, maxReceiveCount: Number(maxReceiveCount) };
}

function only(wanted: readonly string[], all: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(all).filter(([name]) => wanted.includes('All') || wanted.includes(name)));
}
