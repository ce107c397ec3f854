import { defineCheck } from '../../domain/check.ts';
import { linesObservation } from '../reading/lines-observation.ts';

/** Envoy's words for an upstream, or a listener, that is not there (yet, or any more). */
const sidecar = {
  tags: ['envoy.503'],
  pattern:
    /\bupstream_reset_before_response_started\{|\b(UF|UH|UC|LH),?URX?\b|"response_flags":"(UF|UC|UH|LH|URX)|envoy proxy is NOT ready|Envoy (proxy )?is not ready|connection refused.{0,60}:150(01|06|20|21)\b|:150(01|06|20|21)\b.{0,60}connection refused/i,
};

export const sidecarLines = defineCheck({
  id: 'eks/sidecar-lines',
  layer: 'logs',
  needs: ['applicationLogs'],
  uses: ['metrics'],
  severity: 'medium',
  leak: 'rare',
  nature: 'configuration',
  guide: ['G24', 'G27', 'G40'],
  texts: {
    title: { en: 'a sidecar proxy that is not ready or gone', ja: '準備前または終了後のサイドカープロキシ' },
    seen: {
      en: 'The sidecar proxy logged {count, number} times that it was not ready or had lost what it forwards to, last at {last}.',
      ja: 'サイドカープロキシのログに、準備前または転送先を失ったことを示す行が{count, number}件あります（最終 {last}）。',
    },
    'not-seen': {
      en: 'The logs hold no word of a sidecar proxy that was not ready.',
      ja: 'サイドカープロキシの準備不足を示すログはありません。',
    },
    unknown: {
      en: '{count, plural, =0 {No log line could be read.} other {Such lines exist (#), but none near the failing minutes.}}',
      ja: '{count, plural, =0 {ログを1行も読めませんでした。} other {該当するログは#行ありますが、失敗した時間帯の近くにはありません。}}',
    },
  },
  run({ applicationLogs, metrics }, { window }) {
    return linesObservation(applicationLogs, sidecar, metrics, window);
  },
});
