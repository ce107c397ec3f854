import { createHash, randomUUID } from 'node:crypto';

const SECOND = 1000;
const DAY_SECONDS = 24 * 3600;

export interface Received {
  readonly id: string;
  readonly receipt: string;
  readonly body: string;
  readonly sentAt: number;
  readonly firstReceivedAt: number;
  readonly times: number;
}

interface Held {
  readonly id: string;
  readonly body: string;
  readonly sentAt: number;
  firstReceivedAt: number;
  visibleAt: number;
  times: number;
  receipt: string;
}

export interface Redrive {
  readonly to: Queue;
  readonly maxReceiveCount: number;
}

export const md5 = (text: string) => createHash('md5').update(text).digest('hex');

/** A standard queue: at least once, a message hidden while somebody has it, moved aside when it was received too often. */
export class Queue {
  readonly name: string;
  readonly arn: string;
  /** JSON, or empty for none. */
  policy: string;
  redrive: Redrive | undefined;
  /** Unless the receiver says otherwise. */
  readonly visibilitySeconds = 30;
  #messages: Held[] = [];
  #waiting = new Set<() => void>();

  constructor(name: string, arn: string, policy: string, redrive?: Redrive) {
    this.name = name;
    this.arn = arn;
    this.policy = policy;
    this.redrive = redrive;
  }

  send(body: string): string {
    const id = randomUUID();
    const now = Date.now();
    this.#messages.push({ id, body, sentAt: now, firstReceivedAt: 0, visibleAt: now, times: 0, receipt: '' });
    for (const wake of this.#waiting) wake();
    return id;
  }

  /** At most `most`, hidden for `hideSeconds`; waits for the first one at most `waitSeconds`, or until `gone`. */
  async receive(
    most: number,
    hideSeconds: number,
    waitSeconds: number,
    gone?: AbortSignal,
  ): Promise<readonly Received[]> {
    const until = Date.now() + waitSeconds * SECOND;
    for (;;) {
      // Nobody is there any more to take it.
      if (gone?.aborted) return [];
      const found = this.#take(most, hideSeconds);
      const left = until - Date.now();
      if (found.length > 0 || left <= 0) return found;
      await this.#news(Math.min(left, SECOND));
    }
  }

  delete(receipt: string): void {
    this.#messages = this.#messages.filter((message) => message.receipt !== receipt);
  }

  /** False when nobody holds a message by this receipt. */
  hide(receipt: string, seconds: number): boolean {
    const message = this.#messages.find((each) => each.receipt === receipt && receipt !== '');
    if (!message) return false;
    message.visibleAt = Date.now() + seconds * SECOND;
    return true;
  }

  attributes(): Readonly<Record<string, string>> {
    const now = Date.now();
    const visible = this.#messages.filter(({ visibleAt }) => visibleAt <= now).length;
    return {
      QueueArn: this.arn,
      ...(this.policy !== '' && { Policy: this.policy }),
      ApproximateNumberOfMessages: String(visible),
      ApproximateNumberOfMessagesNotVisible: String(this.#messages.length - visible),
      ApproximateNumberOfMessagesDelayed: '0',
      VisibilityTimeout: String(this.visibilitySeconds),
      MessageRetentionPeriod: String(14 * DAY_SECONDS),
      ReceiveMessageWaitTimeSeconds: '0',
      ...(this.redrive && {
        RedrivePolicy: JSON.stringify({
          deadLetterTargetArn: this.redrive.to.arn,
          maxReceiveCount: this.redrive.maxReceiveCount,
        }),
      }),
    };
  }

  #take(most: number, hideSeconds: number): readonly Received[] {
    const now = Date.now();
    const taken: Received[] = [];
    for (const message of this.#messages.filter(({ visibleAt }) => visibleAt <= now)) {
      if (taken.length === most) break;
      if (this.redrive && message.times >= this.redrive.maxReceiveCount) {
        this.#messages = this.#messages.filter((each) => each !== message);
        this.redrive.to.send(message.body);
        continue;
      }
      message.times += 1;
      message.firstReceivedAt ||= now;
      message.visibleAt = now + hideSeconds * SECOND;
      message.receipt = Buffer.from(`${message.id}|${randomUUID()}`).toString('base64');
      taken.push({ ...message });
    }
    return taken;
  }

  #news(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(late);
        this.#waiting.delete(done);
        resolve();
      };
      const late = setTimeout(done, ms);
      late.unref();
      this.#waiting.add(done);
    });
  }
}
