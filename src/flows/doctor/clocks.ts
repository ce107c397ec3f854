import type { Found } from '../../domain/doctor.ts';
import { mendedBy, ok, unknown } from '../../messages/found.ts';

const DRIFT_S = 60;
/** Slack's and our own limit for the age of a signature; AWS's is the same. */
const SKEW_S = 300;
const SET_THE_CLOCK = 'sudo timedatectl set-ntp true && sudo systemctl restart systemd-timesyncd';

/** What the others' clocks said when they answered us. */
export interface Clocks {
  /** `date`: the header of an HTTP answer; ignored when it is none. */
  tell(peer: 'Slack' | 'AWS' | 'PostgreSQL', date: string | null | undefined): void;
  findings(): readonly Found[];
}

export function makeClocks(now: () => number): Clocks {
  const differences = new Map<string, number>();
  return {
    tell(peer, date) {
      const theirs = Date.parse(date ?? '');
      if (Number.isNaN(theirs)) return;
      const seconds = Math.round((now() - theirs) / 1000);
      // An answer that was long under way makes us look ahead: the least difference is the truest.
      const known = differences.get(peer);
      if (known === undefined || Math.abs(seconds) < Math.abs(known)) differences.set(peer, seconds);
    },
    findings() {
      if (differences.size === 0) return [unknown('clock/not-known')];
      return [...differences].map(([peer, seconds]) => judge(peer, seconds));
    },
  };
}

function judge(peer: string, difference: number): Found {
  const seconds = Math.abs(difference);
  const args = { peer, seconds, way: difference > 0 ? 'ahead' : 'behind' };
  if (seconds > SKEW_S) return mendedBy('clock/skewed', SET_THE_CLOCK, args);
  return seconds > DRIFT_S ? mendedBy('clock/drifting', SET_THE_CLOCK, args) : ok('clock/ok', { peer, seconds });
}
