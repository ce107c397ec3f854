import { SlackError } from './errors.ts';
import { limits } from './limits.ts';

interface Bucket {
  tokens: number;
  at: number;
}

/** Token buckets: one a channel for posts, one a method for the tiers. */
export class Rates {
  readonly #buckets = new Map<string, Bucket>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** About one message a second and channel, short bursts allowed. */
  post(channel: string): void {
    this.#take(`post/${channel}`, limits.postBurst, limits.postsPerSecond);
  }

  call(method: string, tier: 1 | 2 | 3 | 4): void {
    const perMinute = limits.tiers[tier];
    this.#take(`call/${method}`, perMinute, perMinute / 60);
  }

  #take(key: string, size: number, perSecond: number): void {
    const now = this.#now();
    const bucket = this.#buckets.get(key) ?? { tokens: size, at: now };
    bucket.tokens = Math.min(size, bucket.tokens + ((now - bucket.at) / 1000) * perSecond);
    bucket.at = now;
    this.#buckets.set(key, bucket);
    if (bucket.tokens < 1)
      throw new SlackError('ratelimited', {}, Math.max(1, Math.ceil((1 - bucket.tokens) / perSecond)));
    bucket.tokens -= 1;
  }
}
