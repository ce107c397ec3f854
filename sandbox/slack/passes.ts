import { randomBytes, randomUUID } from 'node:crypto';
import { SlackError } from './errors.ts';
import { limits } from './limits.ts';
import type { Message } from './model.ts';

interface Trigger {
  readonly user: string;
  readonly at: number;
  used: boolean;
}

/** Where a response_url leads, and how often it still may be used. */
export interface ReplyPass {
  readonly channel: string;
  readonly user: string;
  readonly threadTs: string | undefined;
  /** The message whose button was pressed; none for a slash command. */
  readonly original: Message | undefined;
  readonly at: number;
  left: number;
}

/** Trigger ids (3 s, once) and response_urls (30 min, five times). */
export class Passes {
  readonly #triggers = new Map<string, Trigger>();
  readonly #replies = new Map<string, ReplyPass>();
  readonly #now: () => number;
  readonly #team: string;

  constructor(now: () => number, team: string) {
    this.#now = now;
    this.#team = team;
  }

  trigger(user: string): string {
    const id = `${this.#now()}.${randomBytes(4).readUInt32BE()}.${randomUUID().replaceAll('-', '')}`;
    this.#triggers.set(id, { user, at: this.#now(), used: false });
    return id;
  }

  /** The person who made it. Throws as views.open does. */
  takeTrigger(id: unknown): string {
    const trigger = typeof id === 'string' ? this.#triggers.get(id) : undefined;
    if (trigger === undefined) throw new SlackError('invalid_trigger_id');
    if (trigger.used) throw new SlackError('exchanged_trigger_id');
    if (this.#now() - trigger.at > limits.triggerMs) throw new SlackError('expired_trigger_id');
    trigger.used = true;
    return trigger.user;
  }

  /** The path of a new response_url. */
  reply(pass: Omit<ReplyPass, 'at' | 'left'>, kind: 'commands' | 'actions'): string {
    const path = `/${kind}/${this.#team}/${randomBytes(6).readUIntBE(0, 6)}/${randomBytes(12).toString('base64url')}`;
    this.#replies.set(path, { ...pass, at: this.#now(), left: limits.responseUrl.uses });
    return path;
  }

  /** Undefined when unknown, used up or too old: Slack answers 404. */
  takeReply(path: string): ReplyPass | undefined {
    const pass = this.#replies.get(path);
    if (pass === undefined || pass.left === 0 || this.#now() - pass.at > limits.responseUrl.ms) return undefined;
    pass.left -= 1;
    return pass;
  }
}
