import { randomUUID } from 'node:crypto';
import { type Account, topicArn } from './address.ts';
import type { Queue } from './queue.ts';

export interface Subscription {
  readonly arn: string;
  readonly protocol: string;
  readonly endpoint: string;
  isConfirmed: boolean;
  readonly token: string;
}

/** What a topic writes around a message. The signature is none: queues are trusted by their policy, and nobody checks. */
export class Topic {
  readonly arn: string;
  readonly region: string;
  readonly account: string;
  subscriptions: readonly Subscription[] = [];

  constructor(of: Account) {
    this.region = of.region;
    this.account = of.account;
    this.arn = topicArn(of);
  }

  /** The same endpoint twice is one subscription. Queues of the account need no confirmation. */
  subscribe(protocol: string, endpoint: string): Subscription {
    const known = this.subscriptions.find((each) => each.protocol === protocol && each.endpoint === endpoint);
    if (known) return known;
    const subscription = {
      arn: `${this.arn}:${randomUUID()}`,
      protocol,
      endpoint,
      isConfirmed: protocol === 'sqs',
      token: randomUUID().replaceAll('-', ''),
    };
    this.subscriptions = [...this.subscriptions, subscription];
    return subscription;
  }

  publish(queues: readonly Queue[], subject: string, message: string, at: number): void {
    for (const { protocol, endpoint, isConfirmed, arn } of this.subscriptions) {
      if (protocol !== 'sqs' || !isConfirmed) continue;
      queues.find((queue) => queue.arn === endpoint)?.send(this.#envelope(subject, message, at, arn));
    }
  }

  #envelope(subject: string, message: string, at: number, subscription: string): string {
    const base = `https://sns.${this.region}.amazonaws.com/`;
    return JSON.stringify(
      {
        Type: 'Notification',
        MessageId: randomUUID(),
        TopicArn: this.arn,
        Subject: subject,
        Message: message,
        Timestamp: new Date(at).toISOString(),
        SignatureVersion: '1',
        Signature: 'bm90LWEtc2lnbmF0dXJlLW9mLWFueWJvZHk=',
        SigningCertURL: `${base}SimpleNotificationService-00000000000000000000000000000000.pem`,
        UnsubscribeURL: `${base}?Action=Unsubscribe&SubscriptionArn=${subscription}`,
      },
      null,
      2,
    );
  }
}
