import { defineCheck } from '../../domain/check.ts';
import { meanings } from '../knowledge/log-lines.ts';
import { linesObservation } from '../reading/lines-observation.ts';

export const proxyUnreachableLines = defineCheck({
  id: 'app-log/proxy-unreachable',
  layer: 'logs',
  needs: ['applicationLogs'],
  uses: ['metrics'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'configuration',
  family: 'proxy-line',
  guide: ['G10', 'G14', 'G24'],
  texts: {
    title: { en: 'the proxy calling an address where nobody is', ja: 'プロキシの接続先に誰もいない状態' },
    seen: {
      en: 'The proxy found nobody at the address that it knows for its upstream ({count, number} times, last at {last}).',
      ja: 'プロキシが保持しているアップストリームのアドレスには、応答する相手がいません（{count, number}回、最終 {last}）。',
    },
    'not-seen': {
      en: 'The logs show no proxy that calls an address where nobody is.',
      ja: 'ログに、到達できないアップストリームへの接続はありません。',
    },
    unknown: {
      en: '{count, plural, =0 {The logs that could be read do not tell.} other {Such lines exist (#), but none near the failing minutes.}}',
      ja: '{count, plural, =0 {読めたログからは判断できません。} other {該当するログは#行ありますが、失敗した時間帯の近くにはありません。}}',
    },
  },
  run({ applicationLogs, metrics }, { window }) {
    return linesObservation(applicationLogs, meanings.proxyUnreachable, metrics, window);
  },
});
