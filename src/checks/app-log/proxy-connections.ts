import { defineCheck } from '../../domain/check.ts';
import { meanings } from '../knowledge/log-lines.ts';
import { linesObservation } from '../reading/lines-observation.ts';

export const proxyConnectionLines = defineCheck({
  id: 'app-log/proxy-connections',
  layer: 'logs',
  needs: ['applicationLogs'],
  uses: ['metrics'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'configuration',
  guide: ['G24', 'G42'],
  texts: {
    title: { en: 'the proxy out of connections', ja: 'プロキシの接続数上限到達' },
    seen: {
      en: 'The proxy ran out of worker connections {count, number} times, last at {last}.',
      ja: 'プロキシの接続数（worker_connections）が{count, number}回上限に達しました（最終 {last}）。',
    },
    'not-seen': {
      en: 'The logs show no proxy out of connections.',
      ja: 'ログに、プロキシの接続数の上限到達はありません。',
    },
    unknown: {
      en: '{count, plural, =0 {The logs that could be read do not tell.} other {Such lines exist (#), but none near the failing minutes.}}',
      ja: '{count, plural, =0 {読めたログからは判断できません。} other {該当するログは#行ありますが、失敗した時間帯の近くにはありません。}}',
    },
  },
  run({ applicationLogs, metrics }, { window }) {
    return linesObservation(applicationLogs, meanings.proxyConnections, metrics, window);
  },
});
