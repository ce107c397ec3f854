import type { Impact, ImpactShare, Symptom } from '../domain/answer.ts';
import type { AccessLog, Evidence, LogShare } from '../domain/evidence.ts';
import { reproduceLine } from './curl-line.ts';
import { read } from './read.ts';

const MOST = 5;

/** Who was hit, since when and until when, and how to see it oneself (G3, G22). What the log would tell is empty without it. */
export function impactOf(evidence: Evidence, symptom: Symptom): Impact {
  const log = read(evidence, 'accessLog');
  const { count, requests, share, firstSeen } = symptom;
  const is502 = symptom.status === 502;
  const shares = (of: readonly LogShare[] | undefined) => (is502 ? sharesOf(of ?? []) : []);
  return {
    state: stateOf(symptom),
    from: firstSeen,
    until: symptom.ongoing === false ? symptom.lastSeen : null,
    failed: count,
    requests,
    share,
    peak: peakOf(symptom, log),
    routes: shares(log?.byPath),
    clients: shares(log?.byClient),
    userAgents: shares(log?.byUserAgent),
    targets: shares(log?.byTarget),
    targetGroups: shares(log?.byTargetGroup),
    zones: symptom.byZone.slice(0, MOST).map(({ zone, count: failed }) => ({ name: zone, failed, requests: null })),
    reproduce: log === undefined || !is502 ? null : reproduceLine(log, read(evidence, 'loadBalancer')?.dnsName ?? null),
  };
}

/** Over: it failed and then stopped, for longer than its own pauses; earned by data that reaches the end. */
function stateOf({ count, ongoing }: Symptom): Impact['state'] {
  if (count === 0) return 'none';
  if (ongoing === null) return 'unknown';
  return ongoing ? 'ongoing' : 'over';
}

function sharesOf(all: readonly LogShare[]): ImpactShare[] {
  return all
    .map(({ key, requests, elb502, target502 }) => ({ name: key, failed: elb502 + target502, requests }))
    .filter(({ failed }) => failed > 0)
    .sort((a, b) => b.failed - a.failed || (a.name < b.name ? -1 : 1))
    .slice(0, MOST);
}

/** The worst minute, with its share of that minute's requests where the log has it. */
function peakOf({ byMinute }: Symptom, log: AccessLog | undefined): Impact['peak'] {
  const [worst] = [...byMinute].sort((a, b) => b.count - a.count || (a.at < b.at ? -1 : 1));
  if (worst === undefined) return null;
  const minute = log?.byMinute.find(({ at }) => Date.parse(at) === Date.parse(worst.at));
  const asked = minute?.requests ?? 0;
  return { at: worst.at, count: worst.count, share: asked > 0 ? Math.min(1, worst.count / asked) : null };
}
