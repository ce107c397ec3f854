import type { PostOffice } from './messages/post-office.ts';
import { type Evaluation, evaluateAll, type StateValue } from './world/alarm-state.ts';
import { type Change, notificationOf, reasonOf } from './world/alarm-words.ts';
import type { AlarmRecord } from './world/alarms.ts';
import type { History } from './world/history.ts';

const MINUTE = 60_000;

export interface AlarmStanding {
  readonly alarm: AlarmRecord;
  readonly state: StateValue;
  readonly reason: string;
  readonly since: number;
}

/**
 * The account's alarms as of now: made when the stand-in started, evaluated from the world's own metrics then and at each
 * minute since.
 */
export class AlarmBook {
  readonly #history: History;
  readonly #post: PostOffice;
  readonly #now: () => number;
  #evaluatedAt: number;
  readonly #standing = new Map<string, AlarmStanding>();
  #isHeard = false;

  constructor(history: History, post: PostOffice, now: () => number) {
    this.#history = history;
    this.#post = post;
    this.#now = now;
    this.#evaluatedAt = now();
  }

  all(): readonly AlarmStanding[] {
    this.#catchUp();
    return this.#history.alarms.flatMap(({ name }) => this.#standing.get(name) ?? []);
  }

  /** CloudWatch looks for the first time: what is wrong at present goes to ALARM now. From here on every change is published. */
  beginPublishing(): void {
    this.#isHeard = true;
    this.#standing.clear();
    this.#evaluatedAt = this.#now();
    this.look();
  }

  /** To be called now and then: publishes what has changed. */
  look(): void {
    this.#catchUp();
  }

  #catchUp(): void {
    const now = this.#now();
    if (this.#standing.size === 0) this.#evaluate(this.#evaluatedAt);
    for (let at = minuteAfter(this.#evaluatedAt); at <= now; at += MINUTE) this.#evaluate(at);
  }

  #evaluate(at: number): void {
    this.#evaluatedAt = at;
    const { alarms, metrics } = this.#history;
    const found = evaluateAll(alarms, metrics, at);
    for (const alarm of alarms) {
      const now = found.get(alarm.name);
      const before = this.#standing.get(alarm.name);
      if (now && now.state !== before?.state) this.#change(alarm, before?.state ?? 'OK', now, at);
    }
  }

  #change(alarm: AlarmRecord, from: StateValue, now: Evaluation, at: number): void {
    const reason = reasonOf(alarm, now, at);
    this.#standing.set(alarm.name, { alarm, state: now.state, reason, since: at });
    const isSilent = !this.#isHeard || !alarm.notifies || now.state === 'INSUFFICIENT_DATA' || from === now.state;
    if (!isSilent) this.#publish({ alarm, at, from, to: now.state, reason, now });
  }

  #publish(change: Change): void {
    const { topic } = this.#post.alarms;
    const subject = `${change.to}: "${change.alarm.name}" in US East (N. Virginia)`;
    topic.publish(this.#post.queues, subject, notificationOf(change, topic.arn), change.at);
  }
}

const minuteAfter = (at: number) => (Math.floor(at / MINUTE) + 1) * MINUTE;
