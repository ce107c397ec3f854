import { defineCheck } from '../../domain/check.ts';
import { mostlyLogged } from '../reading/health-log.ts';

export const healthLogSilent = defineCheck({
  id: 'network/health-log-timeouts',
  layer: 'targets',
  needs: ['healthCheckLog'],
  severity: 'high',
  leak: 'rare',
  nature: 'symptom',
  family: 'health-reason',
  guide: ['G13', 'G16', 'G25'],
  texts: {
    title: { en: 'time-outs in the health-check log', ja: 'ヘルスチェックログのタイムアウト' },
    seen: {
      en: '{count, number} of {failed, number} failed checks in the health-check log timed out: dropped packets, or a target that does not answer.',
      ja: 'ヘルスチェックログの失敗{failed, number}件中{count, number}件がタイムアウトです。パケットの破棄、または応答のないターゲットが考えられます。',
    },
    'not-seen': {
      en: 'Time-outs are not what fails in the health-check log ({count, number} of {failed, number}).',
      ja: 'ヘルスチェックログの失敗の主因はタイムアウトではありません（{failed, number}件中{count, number}件）。',
    },
    'not-applicable': {
      en: 'The health-check log holds no failed check ({rows, number} rows).',
      ja: 'ヘルスチェックログに失敗はありません（{rows, number}行）。',
    },
  },
  run({ healthCheckLog }) {
    return mostlyLogged(healthCheckLog, ['TimedOut', 'RequestTimedOut', 'ConnectionTimedOut']);
  },
});
