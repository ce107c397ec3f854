import { confirm, confirmationOf } from './confirm-subscription.ts';
import type { Fetch } from './fetch-small.ts';
import type { Intake } from './intake.ts';
import { parseCloudWatch } from './parse/cloudwatch.ts';
import { type Envelope, envelopeSchema } from './parse/envelope.ts';
import { instant } from './parse/fields.ts';
import { ignored, misfit, type Parsed, readJson } from './parse/parsed.ts';
import { type AlarmRequest, alarmRoute, Refused } from './route.ts';
import { isSame, passwordOf } from './secret.ts';
import type { Verify } from './verify-signature.ts';

const MINUTE = 60_000;
/** The largest message that SNS delivers over HTTPS. */
const LIMIT = 256 * 1024;
/** Two clocks that do not agree, at most. */
const SKEW_MS = 15 * MINUTE;
/** No delivery policy of SNS tries for longer than 3,600 seconds; what is older was kept by somebody. */
const OLDEST_MS = 60 * MINUTE + SKEW_MS;

export interface SnsOptions {
  /** ARNs; messages of any other topic are refused before anything is fetched. */
  readonly topics: readonly string[];
  /** Password of raw deliveries, which carry no signature; null: they are refused. */
  readonly secret: string | null;
  readonly intake: Intake;
  readonly verify: Verify;
  readonly fetch: Fetch;
  readonly nowMs: () => number;
}

/** POST /alarms/sns. */
export function makeSnsRoute(options: SnsOptions) {
  return alarmRoute({
    road: 'sns',
    path: '/alarms/sns',
    limit: LIMIT,
    intake: options.intake,
    admit: (headers) => {
      if (headers['x-amz-sns-rawdelivery'] === 'true') admitRaw(options, headers);
    },
    read: (request) =>
      request.headers['x-amz-sns-rawdelivery'] === 'true'
        ? parseCloudWatch(request.body.toString('utf8'))
        : readEnvelope(options, request),
  });
}

/** Nothing in a raw delivery proves where it is from, so it needs the password that the subscription's URL holds. */
function admitRaw({ topics, secret }: SnsOptions, headers: AlarmRequest['headers']): void {
  const topic = String(headers['x-amz-sns-topic-arn'] ?? '');
  if (!topics.includes(topic)) throw new Refused('foreign-topic', 403, { isRaw: true });
  if (secret === null)
    throw new Refused('unauthorized', 403, { topic, why: 'raw delivery without a secret configured' });
  if (headers.authorization === undefined) {
    // SNS sends the user and password of its URL only once it is asked for them.
    throw new Refused('unauthorized', 401, { topic, why: 'asked' }, { 'www-authenticate': 'Basic realm="alarms"' });
  }
  if (!isSame(passwordOf(headers.authorization) ?? '', secret)) {
    throw new Refused('unauthorized', 403, { topic, why: 'wrong secret' });
  }
}

/** The cheap looks first; nothing is fetched for a message that is not of our topics and of our time. */
async function readEnvelope(options: SnsOptions, { body }: AlarmRequest): Promise<Parsed | undefined> {
  const value = readJson(body.toString('utf8'));
  const read = envelopeSchema.safeParse(value);
  if (!read.success) return misfit('envelope', read.error);
  const envelope = read.data;
  const { TopicArn: topic, Type } = envelope;
  if (!options.topics.includes(topic)) throw new Refused('foreign-topic', 403);
  if (!isOfNow(envelope.Timestamp, options.nowMs())) throw new Refused('stale', 403, { topic });
  // It holds an address to subscribe again, which is not followed: whoever took the subscription away had a reason. As
  // nothing follows, its signature is not looked at (the library gets it wrong: it leaves the token out of what is signed).
  if (Type === 'UnsubscribeConfirmation') return ignored(`${Type} of ${topic}`);
  await mustBeSigned(options, envelope);
  return Type === 'Notification' ? parseCloudWatch(envelope.Message) : subscribe(options, envelope);
}

function isOfNow(timestamp: string, nowMs: number): boolean {
  const { data } = instant.safeParse(timestamp);
  return data !== undefined && data >= nowMs - OLDEST_MS && data <= nowMs + SKEW_MS;
}

async function mustBeSigned({ verify }: SnsOptions, envelope: Envelope): Promise<void> {
  const { TopicArn: topic, Signature, SignatureVersion, SigningCertURL } = envelope;
  if (Signature === undefined || SignatureVersion === undefined || SigningCertURL === undefined) {
    throw new Refused('bad-signature', 403, { topic, why: 'none' });
  }
  const verdict = await verify(envelope);
  if (verdict === 'certificate-away') throw new Refused(verdict, 503, { topic });
  if (verdict !== 'good') throw new Refused(verdict, 403, { topic });
}

async function subscribe({ intake, fetch }: SnsOptions, envelope: Envelope): Promise<undefined> {
  const { TopicArn: topic } = envelope;
  const url = confirmationOf(envelope);
  if (url === undefined) throw new Refused('bad-subscribe-url', 403, { topic });
  try {
    await confirm(fetch, url);
  } catch (error) {
    intake.trouble('sns', 'a subscription could not be confirmed', error);
    throw new Refused('confirm-failed', 503, { topic });
  }
  intake.note('sns', 'confirmed', { topic });
}
