import { defineCheck } from '../../domain/check.ts';
import { failuresOf, MINUTE } from '../reading/failures.ts';
import { seenIf, unknown } from '../reading/observe.ts';

/** A release that fails is taken back while its errors still come, or a little later. */
const AFTERWARDS = 30 * MINUTE;

export const rollbackSeen = defineCheck({
  id: 'change/rollback-seen',
  layer: 'change',
  needs: ['deployments', 'metrics'],
  uses: ['accessLog'],
  severity: 'medium',
  leak: 'rare',
  nature: 'change',
  family: 'deploy',
  guide: ['G22', 'G27', 'G33'],
  texts: {
    title: { en: 'a release that failed or was rolled back', ja: '失敗またはロールバックされたリリース' },
    seen: {
      en: 'A release on this path failed or was rolled back around the failures: {what} ({state}).',
      ja: '失敗の前後に、この経路のリリースが失敗またはロールバックされています（{what}、{state}）。',
    },
    'not-seen': {
      en: 'No release on this path failed or was rolled back around the failures.',
      ja: '失敗の前後に、この経路のリリースの失敗やロールバックはありません。',
    },
  },
  run({ deployments, metrics, accessLog }, { window }) {
    const failures = failuresOf(metrics, window, accessLog);
    if (failures === undefined) return unknown('not-collected');
    const [first, last] = [failures.failing[0]?.at, failures.failing.at(-1)?.at];
    if (first === undefined || last === undefined) return unknown('no-502');
    const found = deployments.filter(({ onPath, failed, rolledBack, startedAt }) => {
      const began = Date.parse(startedAt);
      return onPath && (failed || rolledBack) && began >= first - AFTERWARDS && began <= last + AFTERWARDS;
    });
    return seenIf(
      found.length > 0,
      { what: found[0]?.what ?? '', state: found[0]?.status ?? '' },
      found.map(({ startedAt, by, what, status, reason }) => `${startedAt} ${by} ${what} ${status} ${reason ?? ''}`),
    );
  },
});
