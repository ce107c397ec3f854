import { defineCheck } from '../../domain/check.ts';
import { meanings } from '../knowledge/log-lines.ts';
import { failingServices } from '../reading/failing-services.ts';
import { frontContainers } from '../reading/keep-alive.ts';
import { linesObservation } from '../reading/lines-observation.ts';
import { unknown } from '../reading/observe.ts';

export const shutdownLines = defineCheck({
  id: 'app-log/shutdown',
  layer: 'logs',
  needs: ['applicationLogs'],
  uses: ['metrics', 'accessLog', 'ecsServices', 'taskDefinitions'],
  severity: 'low',
  leak: 'common',
  nature: 'configuration',
  family: 'membership',
  guide: ['G24', 'G27'],
  texts: {
    title: { en: 'shutdown lines while requests fail', ja: '失敗と重なる終了処理のログ' },
    seen: {
      en: 'The application logged shutdowns ({count, number} lines, SIGTERM or the like) around the failing minutes.',
      ja: '失敗した時間帯の前後に、アプリケーションの終了処理（SIGTERMなど）のログが{count, number}行あります。',
    },
    'not-seen': {
      en: 'The logs show no shutdown.',
      ja: 'ログに終了処理の記録はありません。',
    },
    unknown: {
      en: '{count, plural, =0 {The logs that could be read do not tell.} other {Such lines exist (#), but none near the failing minutes.}}',
      ja: '{count, plural, =0 {読めたログからは判断できません。} other {該当するログは#行ありますが、失敗した時間帯の近くにはありません。}}',
    },
  },
  run({ applicationLogs, metrics, accessLog, ecsServices, taskDefinitions }, { window }) {
    const failing = ecsServices && failingServices(ecsServices, accessLog, metrics, window);
    if (ecsServices && failing === undefined) return unknown('ambiguous', { count: 0 });
    const groups = frontContainers(failing ?? [], taskDefinitions ?? []).map(({ logGroup }) => logGroup);
    const own = applicationLogs.filter(({ group }) => groups.length === 0 || groups.includes(group));
    const heard = linesObservation(own, meanings.shutdown, metrics, window);
    // Whose logs these are is not known without both: what was heard was heard, but silence may be another service's.
    const isWhose = ecsServices !== undefined && taskDefinitions !== undefined;
    return heard.status === 'not-seen' && !isWhose ? unknown('not-collected', { count: 0 }) : heard;
  },
});
