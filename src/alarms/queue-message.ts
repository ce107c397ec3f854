import { parseCloudWatch } from './parse/cloudwatch.ts';
import { envelopeSchema, looksLikeEnvelope } from './parse/envelope.ts';
import { ignored, misfit, type Parsed, readJson } from './parse/parsed.ts';

/**
 * A message of the queue: an SNS envelope, an event that a rule of EventBridge put there, or a notification that SNS
 * delivered raw. A queue has no signatures: who may send is said by its policy.
 */
export function readQueueMessage(
  body: string,
  topics: readonly string[],
): Parsed | { readonly kind: 'foreign-topic'; readonly topic: string } {
  const value = readJson(body);
  if (!looksLikeEnvelope(value)) return parseCloudWatch(body);
  const read = envelopeSchema.safeParse(value);
  if (!read.success) return misfit('envelope', read.error);
  const { Type, TopicArn, Message } = read.data;
  if (topics.length > 0 && !topics.includes(TopicArn)) return { kind: 'foreign-topic', topic: TopicArn };
  // A queue of another account has to be confirmed by whoever owns it, not by who can write to it.
  return Type === 'Notification' ? parseCloudWatch(Message) : ignored(Type);
}
