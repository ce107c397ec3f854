import type { LogShare } from '../domain/evidence.ts';

interface Counts {
  requests: number;
  elb502: number;
  target502: number;
  other5xx: number;
}

const none = (): Counts => ({ requests: 0, elb502: 0, target502: 0, other5xx: 0 });

export const others = 'others';

/** Counts by key in bounded memory: past `capacity` keys, new ones count under 'others'. */
export interface Tally {
  add(key: string, elbStatus: number, targetStatus: number | null): void;
  /** The worst first, at most `limit` and then 'others'. */
  shares(limit: number): readonly LogShare[];
}

export function makeTally(capacity = 5_000): Tally {
  const counts = new Map<string, Counts>();
  const of = (key: string): Counts => {
    const known = counts.get(key) ?? (counts.size < capacity ? undefined : counts.get(others));
    if (known !== undefined) return known;
    const fresh = none();
    counts.set(counts.size < capacity ? key : others, fresh);
    return fresh;
  };
  return {
    add(key, elbStatus, targetStatus) {
      count(of(key), elbStatus, targetStatus);
    },
    shares(limit) {
      const all = [...counts].filter(([key]) => key !== others).sort(worstFirst);
      const rest = [...all.slice(limit).map(([, one]) => one), counts.get(others) ?? none()].reduce(sum, none());
      const top = all.slice(0, limit).map(([key, one]) => ({ key, ...one }));
      return rest.requests === 0 ? top : [...top, { key: others, ...rest }];
    },
  };
}

/** Adds one row to the four counts that every share has. */
export function count(to: Counts, elbStatus: number, targetStatus: number | null): void {
  to.requests += 1;
  if (elbStatus < 500) return;
  if (elbStatus !== 502) to.other5xx += 1;
  else if (targetStatus === null) to.elb502 += 1;
  else if (targetStatus === 502) to.target502 += 1;
  else to.other5xx += 1;
}

function worstFirst([keyA, a]: readonly [string, Counts], [keyB, b]: readonly [string, Counts]): number {
  const bad = ({ elb502, target502, other5xx }: Counts) => elb502 + target502 + other5xx;
  return bad(b) - bad(a) || b.requests - a.requests || (keyA < keyB ? -1 : 1);
}

function sum(a: Counts, b: Counts): Counts {
  return {
    requests: a.requests + b.requests,
    elb502: a.elb502 + b.elb502,
    target502: a.target502 + b.target502,
    other5xx: a.other5xx + b.other5xx,
  };
}
