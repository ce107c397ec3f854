import { request } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { makeSnsRoute } from '../../src/alarms/sns.ts';
import { makeVerify } from '../../src/alarms/verify-signature.ts';
import type { Route } from '../../src/web/server.ts';
import { metricAlarm, metricEvent } from './fixtures/cloudwatch.ts';
import { type Gate, makeGate, serving } from './gate.ts';
import { confirmation, message, now, startSnsHost, token, topic } from './sns-stand-in.ts';

let sns: Awaited<ReturnType<typeof startSnsHost>>;
let house: Awaited<ReturnType<typeof serving>>;
let gate: Gate;
let route: Route;
const secret = 'correct-horse-battery';

beforeAll(async () => {
  sns = await startSnsHost();
  house = await serving([
    { methods: ['POST'], path: '/alarms/sns', handle: (incoming, response) => route.handle(incoming, response) },
  ]);
});
afterAll(async () => {
  await house.stop();
  await sns.stop();
});
beforeEach(() => {
  gate = makeGate();
  sns.asked.length = 0;
  sns.state.status = 200;
  delete sns.state.hold;
  route = makeRoute({});
});

function makeRoute(over: { readonly secret?: string | null }) {
  const { intake } = gate;
  const base = { topics: [topic], secret, intake, fetch: sns.fetch, nowMs: () => now };
  return makeSnsRoute({ ...base, verify: makeVerify(sns.fetch), ...over });
}

const post = async (body: string | Buffer, headers: Readonly<Record<string, string>> = {}) =>
  (await house.post('/alarms/sns', body, headers)).status;

const id = `alarm/${metricAlarm.AlarmArn}/alarm/${Date.parse('2026-11-24T01:38:12.345Z')}`;

describe('POST /alarms/sns takes', () => {
  it.each(['1', '2'])('an alarm with a signature of version %s, and keeps it before it answers', async (version) => {
    expect(await post(message({ SignatureVersion: version }))).toBe(200);
    expect([...gate.kept.keys()]).toEqual([id]);
    expect(gate.counted).toEqual(['sns accepted']);
  });

  it('the same alarm twice, replayed or told by an event of EventBridge, as one', async () => {
    const body = message();
    expect(await post(body)).toBe(200);
    expect(await post(body)).toBe(200);
    expect(await post(message({ Message: JSON.stringify(metricEvent) }))).toBe(200);
    expect([...gate.kept.keys()]).toEqual([id]);
  });

  it('fetches a certificate once for all messages that name it', async () => {
    const SigningCertURL = 'https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0a0a0a0a0a0a0a0a.pem';
    await post(message({ SigningCertURL }));
    await post(message({ SigningCertURL }));
    expect(sns.asked).toEqual([
      `bot ${SigningCertURL}`,
      'library sns.us-east-1.amazonaws.com/SimpleNotificationService-0a0a0a0a0a0a0a0a.pem',
    ]);
  });

  it('a message that is no alarm, and forgets it', async () => {
    const told = { ...metricEvent, 'detail-type': 'CloudWatch Alarm Configuration Change' };
    expect(await post(message({ Message: JSON.stringify(told) }))).toBe(200);
    expect(gate.counted).toEqual(['sns ignored']);
  });

  it('a message of an hour ago, for so long SNS tries', async () => {
    expect(await post(message({ Timestamp: new Date(now - 60 * 60_000).toISOString() }))).toBe(200);
  });

  it('nothing while the store is away: 503, so that SNS tries again, and the alarm is kept then', async () => {
    const body = message();
    gate.state.isAway = true;
    expect(await post(body)).toBe(503);
    expect(gate.counts('sns', 'store-away')).toBe(1);
    gate.state.isAway = false;
    expect(await post(body)).toBe(200);
    expect(gate.kept.size).toBe(1);
  });
});

describe('POST /alarms/sns refuses, counts and fetches nothing for', () => {
  const foreign = 'arn:aws:sns:us-east-1:999999999999:alarms';
  const at = (ms: number) => message({ Timestamp: new Date(now + ms).toISOString() });
  const elsewhere = (SigningCertURL: string) => message({ SigningCertURL });
  const large = () => message({ Message: 'x'.repeat(300 * 1024) });

  it.each<[string, () => string, number, string]>([
    ['text that is no JSON', () => '{"Type": "Notif', 400, 'malformed'],
    ['JSON that is no message of SNS', () => '{"Type":"Notification"}', 400, 'malformed'],
    ['a body of 300 KB', large, 413, 'too-large'],
    ['a topic of somebody else', () => message({ TopicArn: foreign }), 403, 'foreign-topic'],
    ['a message of yesterday', () => at(-86_400_000), 403, 'stale'],
    ['a message of two hours ago', () => at(-2 * 3_600_000), 403, 'stale'],
    ['a message of next hour', () => at(3_600_000), 403, 'stale'],
    ['a message without a time', () => message({ Timestamp: 'now' }), 403, 'stale'],
    ['a message without a signature', () => message({}, { Signature: undefined }), 403, 'bad-signature'],
    [
      'a certificate elsewhere',
      () => elsewhere('https://evil.example.com/SimpleNotificationService-0a0a0a0a.pem'),
      403,
      'bad-certificate',
    ],
    [
      'a certificate on a host that looks like it',
      () => elsewhere('https://sns.us-east-1.amazonaws.com.example.com/SimpleNotificationService-0a0a0a0a.pem'),
      403,
      'bad-certificate',
    ],
    [
      'a certificate of another region',
      () => elsewhere('https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0a0a0a0a.pem'),
      403,
      'bad-certificate',
    ],
    [
      'a certificate over http',
      () => elsewhere('http://sns.us-east-1.amazonaws.com/SimpleNotificationService-0a0a0a0a.pem'),
      403,
      'bad-certificate',
    ],
    [
      'a certificate on another port',
      () => elsewhere('https://sns.us-east-1.amazonaws.com:8443/SimpleNotificationService-0a0a0a0a.pem'),
      403,
      'bad-certificate',
    ],
    [
      'a certificate that is a page of SNS',
      () => elsewhere('https://sns.us-east-1.amazonaws.com/?Action=Publish&x=.pem'),
      403,
      'bad-certificate',
    ],
  ])('%s', async (_what, body, status, outcome) => {
    expect(await post(body())).toBe(status);
    expect(gate.counted).toEqual([`sns ${outcome}`]);
    expect(gate.kept.size).toBe(0);
    expect(sns.asked).toEqual([]);
  });

  it('ten megabytes, without reading them', async () => {
    const sent = await send(10 * 1024 * 1024, true);
    expect(sent.status).toBe(413);
    expect(gate.counted).toEqual(['sns too-large']);
    expect(sns.asked).toEqual([]);
  });

  it('ten megabytes of which it is not told the length, once it has read too much', async () => {
    const sent = await send(10 * 1024 * 1024, false);
    expect(sent.status).toBe(413);
    expect(gate.counted).toEqual(['sns too-large']);
  });

  it('a second certificate in the words of Lambda', async () => {
    const SigningCertUrl = 'https://evil.example.com/x.pem';
    expect(await post(message({}, { SigningCertUrl }))).toBe(200);
    expect(sns.asked.join()).not.toContain('evil');
  });
});

/** A body that comes piece by piece, as far as the other side wants it. */
function send(bytes: number, isTold: boolean): Promise<{ status: number | undefined }> {
  const piece = Buffer.alloc(64 * 1024, 'x');
  return new Promise((resolve, reject) => {
    const headers = isTold ? { 'content-length': String(bytes) } : {};
    const outgoing = request({ port: house.port, host: '127.0.0.1', path: '/alarms/sns', method: 'POST', headers });
    let isAnswered = false;
    outgoing.on('response', (response) => {
      isAnswered = true;
      response.resume();
      outgoing.destroy();
      resolve({ status: response.statusCode });
    });
    outgoing.on('error', (error) => isAnswered || reject(error));
    let left = bytes;
    const more = () => {
      while (left > 0 && !outgoing.destroyed) {
        left -= piece.length;
        if (!outgoing.write(piece)) return void outgoing.once('drain', more);
      }
    };
    more();
  });
}

describe('POST /alarms/sns refuses what is not signed as it should be', () => {
  it('when a letter of the message was changed', async () => {
    const body = message({}, { Message: JSON.stringify({ ...metricAlarm, AlarmName: 'other' }) });
    expect(await post(body)).toBe(403);
    expect(gate.counted).toEqual(['sns bad-signature']);
  });

  it.each(['3', '', '01'])('when the version of the signature is "%s"', async (SignatureVersion) => {
    expect(await post(message({}, { SignatureVersion }))).toBe(403);
    expect(gate.counted).toEqual(['sns bad-signature']);
  });

  it('and asks for another try when the certificate cannot be had', async () => {
    sns.state.status = 500;
    expect(await post(message())).toBe(503);
    expect(gate.counted).toEqual(['sns certificate-away']);
    expect(sns.asked).toHaveLength(1);
  });

  it('when the certificate is none, and the library never hears of it', async () => {
    const { certificate } = sns.state;
    sns.state.certificate = '<Error/>';
    const status = await post(message());
    sns.state.certificate = certificate;
    expect(status).toBe(403);
    expect(gate.counted).toEqual(['sns bad-certificate']);
    expect(sns.asked).toHaveLength(1);
  });

  it('when the certificate has no end', async () => {
    const { certificate } = sns.state;
    sns.state.certificate = `${certificate}${'\n'.repeat(200_000)}`;
    const status = await post(message());
    sns.state.certificate = certificate;
    expect(status).toBe(503);
    expect(sns.asked).toHaveLength(1);
  });

  it('and looks at no more than four new certificates at a time', async () => {
    const held = Promise.withResolvers<void>();
    sns.state.hold = held.promise;
    const waiting = Array.from({ length: 4 }, () => post(message()));
    while (sns.asked.length < 4) await new Promise((resolve) => setImmediate(resolve));
    expect(await post(message())).toBe(503);
    expect(gate.counted).toEqual(['sns certificate-away']);
    held.resolve();
    expect(await Promise.all(waiting)).toEqual([200, 200, 200, 200]);
    expect(sns.asked.filter((each) => each.startsWith('bot'))).toHaveLength(4);
  });

  it('without a word of the message in the log', async () => {
    await post(message({}, { Message: 'password=hunter2' }));
    await post(message({ TopicArn: 'arn:aws:sns:us-east-1:999999999999:alarms', Message: 'password=hunter2' }));
    expect(gate.logged).toHaveLength(2);
    expect(gate.logged.join()).not.toContain('hunter2');
  });
});

describe('POST /alarms/sns answers whatever comes', () => {
  const real = JSON.parse(message()) as Record<string, unknown>;
  const envelope = fc
    .tuple(fc.constantFrom(...Object.keys(real)), fc.jsonValue())
    .map(([name, value]) => JSON.stringify({ ...real, [name]: value }));
  const body = fc.oneof(fc.string({ unit: 'binary' }), fc.json(), envelope);

  it('with a refusal that has a name, and is not broken by it', async () => {
    const answered = fc.asyncProperty(body, async (text) => {
      const status = await post(text);
      // A letter of what is not signed may change.
      expect([200, 400, 403]).toContain(status);
    });
    await fc.assert(answered, { numRuns: 150 });
    expect(house.broken).toEqual([]);
    expect(gate.counts('sns', 'store-away')).toBe(0);
  });

  it('also when it is nested two hundred thousand deep', async () => {
    expect(await post('['.repeat(200_000))).toBe(400);
    expect(await post(`{"Type":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)).toBe(400);
  });
});

describe('a subscription', () => {
  const visited = () => sns.asked.filter((each) => each.includes('ConfirmSubscription'));

  it('of a configured topic is confirmed, once', async () => {
    expect(await post(confirmation())).toBe(200);
    expect(visited()).toHaveLength(1);
    expect(gate.counted).toEqual(['sns confirmed']);
  });

  it.each([
    ['on this machine', 'https://127.0.0.1/?Action=ConfirmSubscription'],
    ['of the instance', 'http://169.254.169.254/latest/meta-data/'],
    ['in the private network', 'https://10.0.0.7/?Action=ConfirmSubscription'],
    ['with a name in front', 'https://sns.us-east-1.amazonaws.com@10.0.0.7/?Action=ConfirmSubscription'],
    ['over http', 'http://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription'],
    ['of another region', 'https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription'],
    [
      'for another topic',
      `https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=${topic}2&Token=${token}`,
    ],
    [
      'that does something else',
      `https://sns.us-east-1.amazonaws.com/?Action=DeleteTopic&TopicArn=${topic}&Token=${token}`,
    ],
    ['with another token', `https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=${topic}&Token=x`],
    ['that is none', 'not an address'],
  ])('is not confirmed at an address %s, though SNS signed it', async (_what, SubscribeURL) => {
    expect(await post(confirmation({ SubscribeURL }))).toBe(403);
    expect(gate.counted).toEqual(['sns bad-subscribe-url']);
    expect(sns.asked.filter((each) => !each.includes('.pem'))).toEqual([]);
  });

  it('of a foreign topic, or with a wrong signature, is not confirmed', async () => {
    expect(await post(confirmation({ TopicArn: 'arn:aws:sns:us-east-1:999999999999:alarms' }))).toBe(403);
    expect(await post(confirmation({}, { Message: 'other' }))).toBe(403);
    expect(visited()).toEqual([]);
  });

  it('that SNS does not confirm is tried again', async () => {
    const SigningCertURL = 'https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0b0b0b0b0b0b0b0b.pem';
    await post(message({ SigningCertURL }));
    sns.state.status = 500;
    expect(await post(confirmation({ SigningCertURL }))).toBe(503);
    expect(gate.counts('sns', 'confirm-failed')).toBe(1);
  });

  it('that was taken away stays away', async () => {
    expect(await post(confirmation({ Type: 'UnsubscribeConfirmation' }))).toBe(200);
    expect(visited()).toEqual([]);
    expect(gate.counted).toEqual(['sns ignored']);
  });
});

describe('raw delivery, which nothing signs', () => {
  const raw = (over: Readonly<Record<string, string>> = {}) => ({
    'x-amz-sns-rawdelivery': 'true',
    'x-amz-sns-topic-arn': topic,
    ...over,
  });
  const basic = (password: string) => ({ authorization: `Basic ${Buffer.from(`sns:${password}`).toString('base64')}` });
  const body = JSON.stringify(metricAlarm);

  it('is taken with the secret of the subscription', async () => {
    expect(await post(body, raw(basic(secret)))).toBe(200);
    expect([...gate.kept.keys()]).toEqual([id]);
    expect(sns.asked).toEqual([]);
  });

  it('is asked for the secret first, for SNS does not send it unasked', async () => {
    const asked = await house.post('/alarms/sns', body, raw());
    expect([asked.status, asked.headers.get('www-authenticate')]).toEqual([401, 'Basic realm="alarms"']);
    expect(gate.counted).toEqual(['sns unauthorized']);
  });

  it('is refused with a wrong secret, for a foreign topic, and where no secret is configured', async () => {
    expect(await post(body, raw(basic('wrong')))).toBe(403);
    expect(await post(body, raw({ ...basic(secret), 'x-amz-sns-topic-arn': `${topic}2` }))).toBe(403);
    route = makeRoute({ secret: null });
    expect(await post(body, raw(basic('')))).toBe(403);
    expect(gate.counted).toEqual(['sns unauthorized', 'sns foreign-topic', 'sns unauthorized']);
    expect(gate.kept.size).toBe(0);
  });
});
