import { defineCheck } from '../../domain/check.ts';
import { meanings } from '../knowledge/log-lines.ts';
import { linesObservation } from '../reading/lines-observation.ts';

export const http2FramingLines = defineCheck({
  id: 'app-log/http2-framing',
  layer: 'logs',
  needs: ['applicationLogs'],
  uses: ['metrics'],
  severity: 'medium',
  leak: 'almost-never',
  nature: 'configuration',
  guide: ['G15', 'G24'],
  texts: {
    title: { en: 'HTTP/2 or gRPC framing errors', ja: 'HTTP/2・gRPCのフレームエラー' },
    seen: {
      en: 'The server logged {count, number} broken HTTP/2 frames or streams, last at {last}.',
      ja: 'サーバーのログに、HTTP/2のフレームやストリームのエラーが{count, number}行あります（最終 {last}）。',
    },
    'not-seen': {
      en: 'The logs show no error of HTTP/2 framing.',
      ja: 'ログに、HTTP/2のフレームエラーはありません。',
    },
    unknown: {
      en: '{count, plural, =0 {The logs that could be read do not tell.} other {Such lines exist (#), but none near the failing minutes.}}',
      ja: '{count, plural, =0 {読めたログからは判断できません。} other {該当するログは#行ありますが、失敗した時間帯の近くにはありません。}}',
    },
  },
  run({ applicationLogs, metrics }, { window }) {
    return linesObservation(applicationLogs, meanings.http2, metrics, window);
  },
});
