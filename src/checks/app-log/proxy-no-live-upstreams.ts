import { defineCheck } from '../../domain/check.ts';
import { meanings } from '../knowledge/log-lines.ts';
import { linesObservation } from '../reading/lines-observation.ts';

export const proxyNoLiveLines = defineCheck({
  id: 'app-log/proxy-no-live-upstreams',
  layer: 'logs',
  needs: ['applicationLogs'],
  uses: ['metrics'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'configuration',
  family: 'proxy-line',
  guide: ['G10', 'G24'],
  texts: {
    title: { en: 'the proxy with no live upstream', ja: '有効な転送先のないプロキシ' },
    seen: {
      en: 'The proxy had no live upstream left {count, number} times, last at {last}.',
      ja: 'プロキシの有効な転送先がなくなる状態が{count, number}回発生しました（最終 {last}）。',
    },
    'not-seen': {
      en: 'The logs show no proxy without live upstream.',
      ja: 'ログに、転送先がなくなった記録はありません。',
    },
    unknown: {
      en: '{count, plural, =0 {The logs that could be read do not tell.} other {Such lines exist (#), but none near the failing minutes.}}',
      ja: '{count, plural, =0 {読めたログからは判断できません。} other {該当するログは#行ありますが、失敗した時間帯の近くにはありません。}}',
    },
  },
  run({ applicationLogs, metrics }, { window }) {
    return linesObservation(applicationLogs, meanings.proxyNoLive, metrics, window);
  },
});
