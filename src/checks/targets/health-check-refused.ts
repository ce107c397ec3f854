import { defineCheck } from '../../domain/check.ts';
import { mostlyFailedBy } from '../reading/health-reason.ts';

export const healthCheckRefused = defineCheck({
  id: 'targets/health-check-refused',
  layer: 'targets',
  needs: ['targetHealth'],
  uses: ['ecsServices'],
  severity: 'high',
  leak: 'rare',
  nature: 'symptom',
  family: 'health-reason',
  guide: ['G10', 'G16', 'G39'],
  texts: {
    title: { en: 'health checks refused or broken off', ja: '接続の拒否や切断によるヘルスチェック失敗' },
    seen: {
      en: '{count, number} of {failed, number} failed health checks could not connect or got a broken answer (Target.FailedHealthChecks).',
      ja: '失敗したヘルスチェック{failed, number}件中{count, number}件は、接続できないか、応答が不正でした（Target.FailedHealthChecks）。',
    },
    'not-seen': {
      en: 'Health checks do connect ({count, number} of {failed, number} failures are connection failures).',
      ja: '接続できないか、応答が不正だったヘルスチェック失敗は、{failed, number}件中{count, number}件です。',
    },
    'not-applicable': { en: 'No health check failed.', ja: '失敗したヘルスチェックはありません。' },
  },
  run({ targetHealth, ecsServices }, { window }) {
    return mostlyFailedBy(targetHealth, ecsServices, window, ({ reason }) => reason === 'failed');
  },
});
