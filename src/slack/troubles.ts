import type { Delivered } from './deliver.ts';

/** What this process knows of why nothing goes out. */
export interface Troubles {
  /** Takes note of a result. True when Slack takes messages again after it was away for so long that rows were put far off. */
  isOver(result: Delivered, at: number): boolean;
  storeIs(state: 'there' | 'away'): void;
  now(): string | undefined;
}

/** One call without an answer is no outage. */
const AWAY_AFTER = 3;
const LONG_MS = 30_000;

export function makeTroubles(): Troubles {
  let isStoreAway = false;
  let noAccess: string | undefined;
  let unanswered = 0;
  let since: number | undefined;

  function onAway(kind: 'maybe' | 'no-access', error: string, at: number): void {
    since ??= at;
    if (kind === 'maybe') unanswered += 1;
    else noAccess = error;
  }

  function onAnswer(at: number): boolean {
    const wasLong = since !== undefined && at - since >= LONG_MS;
    unanswered = 0;
    noAccess = undefined;
    since = undefined;
    return wasLong;
  }

  return {
    isOver(result, at) {
      if (result.kind === 'unmade' || result.kind === 'nothing') return false;
      const trouble = result.kind === 'trouble' ? result.trouble : undefined;
      if (trouble?.kind !== 'maybe' && trouble?.kind !== 'no-access') return onAnswer(at);
      onAway(trouble.kind, trouble.error, at);
      return false;
    },
    storeIs(state) {
      isStoreAway = state === 'away';
    },
    now() {
      if (isStoreAway) return 'store';
      return noAccess ?? (unanswered >= AWAY_AFTER ? 'slack-away' : undefined);
    },
  };
}
