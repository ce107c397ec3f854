import { defineCheck } from '../../domain/check.ts';
import { mostlyLogged } from '../reading/health-log.ts';

export const healthLogResets = defineCheck({
  id: 'network/health-log-resets',
  layer: 'targets',
  needs: ['healthCheckLog'],
  severity: 'high',
  leak: 'rare',
  nature: 'symptom',
  family: 'health-reason',
  guide: ['G5', 'G16', 'G25'],
  texts: {
    title: { en: 'resets in the health-check log', ja: 'ヘルスチェックログの接続リセット' },
    seen: {
      en: '{count, number} of {failed, number} failed checks in the health-check log were reset or refused: nothing listens there, or something on the target refuses.',
      ja: 'ヘルスチェックログの失敗{failed, number}件中{count, number}件が接続リセットです。待ち受けがないか、ターゲット側で拒否されています。',
    },
    'not-seen': {
      en: 'Resets are not what fails in the health-check log ({count, number} of {failed, number}).',
      ja: 'ヘルスチェックログの失敗の主因は接続リセットではありません（{failed, number}件中{count, number}件）。',
    },
    'not-applicable': {
      en: 'The health-check log holds no failed check ({rows, number} rows).',
      ja: 'ヘルスチェックログに失敗はありません（{rows, number}行）。',
    },
  },
  run({ healthCheckLog }) {
    return mostlyLogged(healthCheckLog, ['ConnectionReset']);
  },
});
