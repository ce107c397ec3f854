import { defineCheck } from '../../domain/check.ts';
import { madeRows, rowFact } from '../reading/access-log.ts';
import { ENOUGH } from '../reading/failures.ts';
import { drains } from '../reading/membership.ts';
import { notApplicable, notSeen, seen, unknown } from '../reading/observe.ts';

const MOST = 0.6;
const SLACK_SECONDS = 15;
/** A request that was short cannot have outlived the delay. */
const LONG_SECONDS = 3;

export const failuresWhenDrainEnds = defineCheck({
  id: 'targets/failures-when-drain-ends',
  layer: 'targets',
  needs: ['accessLog', 'targetGroups', 'ecsServices'],
  uses: ['changes'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'symptom',
  ofEachKind: true,
  guide: ['G19', 'G40'],
  texts: {
    title: { en: 'long requests cut off when draining ends', ja: 'ドレイン終了時に切れる長いリクエスト' },
    seen: {
      en: '{count, number} of {rows, number} 502s in the access log are long requests that ended {delay, number} s after a target began to drain: just when the deregistration delay was over.',
      ja: 'アクセスログにある502の{rows, number}件中{count, number}件は長いリクエストで、ドレイン開始から{delay, number}秒後、登録解除の遅延が終わった時点で切断されています。',
    },
    'not-seen': {
      en: 'The 502s do not fall on the end of the deregistration delay ({count, number} of {rows, number} in the access log).',
      ja: '502は、登録解除の遅延が終わる時点と重なっていません（アクセスログの{rows, number}件中{count, number}件）。',
    },
    'not-applicable': { en: 'No target was drained.', ja: 'ドレインされたターゲットはありません。' },
  },
  run({ accessLog, targetGroups, ecsServices, changes }, { window }) {
    const rows = madeRows(accessLog);
    if (rows.length === 0) return unknown('no-502');
    const begun = drains(ecsServices, changes ?? []).filter((at) => at >= Date.parse(window.from) - 3_600_000);
    if (begun.length === 0) return changes === undefined ? unknown('not-collected') : notApplicable();
    if (rows.length < ENOUGH) return unknown('too-little-traffic');
    const delays = new Map(
      targetGroups.map(({ arn, deregistrationDelaySeconds }) => [arn, deregistrationDelaySeconds]),
    );
    const cut = rows.filter(({ at, targetSeconds, targetGroupArn }) => {
      const delay = delays.get(targetGroupArn ?? '') ?? targetGroups[0]?.deregistrationDelaySeconds ?? 300;
      const age = begun.map((moment) => (Date.parse(at) - moment) / 1000);
      return (targetSeconds ?? 0) >= LONG_SECONDS && age.some((seconds) => Math.abs(seconds - delay) <= SLACK_SECONDS);
    });
    const delay = targetGroups[0]?.deregistrationDelaySeconds ?? 300;
    const args = { count: cut.length, rows: rows.length, delay };
    if (cut.length >= MOST * rows.length) return seen(args, cut.map(rowFact));
    // Without CloudTrail a drain may have gone unnoticed.
    return changes === undefined ? unknown('not-collected') : notSeen(args);
  },
});
