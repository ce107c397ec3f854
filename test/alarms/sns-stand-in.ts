import { createSign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { metricAlarm } from './fixtures/cloudwatch.ts';

const file = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8');
const key = file('test-only-key.pem');
const certificate = file('test-only-certificate.pem');

export const topic = 'arn:aws:sns:us-east-1:123456789012:alarms';
export const now = Date.parse('2026-11-24T01:40:00.000Z');
const host = 'https://sns.us-east-1.amazonaws.com';

type Fields = Record<string, string | undefined>;

const signed = {
  Notification: ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'],
  SubscriptionConfirmation: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'],
};

/** As SNS says that it signs: name and value of each, a line each, in this order. */
function signatureOf(fields: Fields): string {
  const names = fields.Type === 'Notification' ? signed.Notification : signed.SubscriptionConfirmation;
  const text = names.flatMap((name) => (fields[name] === undefined ? [] : [`${name}\n${fields[name]}\n`])).join('');
  return createSign(fields.SignatureVersion === '2' ? 'RSA-SHA256' : 'RSA-SHA1')
    .update(text)
    .sign(key, 'base64');
}

let serial = 0;

/** A signed message. `over` is put in before the signature is made, `after` when it stands. */
export function message(over: Fields = {}, after: Fields = {}): string {
  const fields: Fields = {
    Type: 'Notification',
    MessageId: `00000000-0000-4000-8000-${String(++serial).padStart(12, '0')}`,
    TopicArn: topic,
    Subject: 'ALARM: "shop-alb-502" in US East (N. Virginia)',
    Message: JSON.stringify(metricAlarm),
    Timestamp: new Date(now - 1000).toISOString(),
    SignatureVersion: '1',
    SigningCertURL: `${host}/SimpleNotificationService-${String(serial).padStart(32, '0')}.pem`,
    UnsubscribeURL: `${host}/?Action=Unsubscribe&SubscriptionArn=${topic}:1`,
    ...over,
  };
  return JSON.stringify({ ...fields, Signature: signatureOf(fields), ...after });
}

export const token = '2336412f37fb687f5d51e6e2425c464de257ea';

export const confirmation = (over: Fields = {}, after: Fields = {}) =>
  message(
    {
      Type: 'SubscriptionConfirmation',
      Subject: undefined,
      Message: `You have chosen to subscribe to the topic ${topic}.`,
      Token: token,
      SubscribeURL: `${host}/?Action=ConfirmSubscription&TopicArn=${topic}&Token=${token}`,
      ...over,
    },
    after,
  );

/**
 * SNS's own host, here on 127.0.0.1: for the fetch that is handed to the bot, and for the library, which fetches by itself.
 * Nothing leaves the machine, and everything that was asked for is in `asked`.
 */
export async function startSnsHost() {
  const asked: string[] = [];
  const state: { certificate: string; status: number; hold?: Promise<void> } = { certificate, status: 200 };
  const server = https.createServer({ key, cert: certificate }, (request, response) => {
    asked.push(`library ${request.headers.host}${request.url}`);
    response.writeHead(state.status).end(state.certificate);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const usual = https.globalAgent;

  class HereAgent extends https.Agent {
    override createConnection(options: https.AgentOptions, callback?: (error: Error | null, stream: Duplex) => void) {
      const servername = options.host ?? '';
      return super.createConnection({ ...options, host: '127.0.0.1', port, servername, ca: certificate }, callback);
    }
  }
  https.globalAgent = new HereAgent({ keepAlive: false });
  return {
    asked,
    state,
    fetch: async (url: string, init: RequestInit) => {
      asked.push(`bot ${url}`);
      if (init.redirect !== 'error') throw new Error('it would follow redirects');
      await state.hold;
      return new Response(state.certificate, { status: state.status });
    },
    async stop() {
      https.globalAgent.destroy();
      https.globalAgent = usual;
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
