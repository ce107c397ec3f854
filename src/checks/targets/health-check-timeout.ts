import { defineCheck } from '../../domain/check.ts';
import { mostlyFailedBy } from '../reading/health-reason.ts';

export const healthCheckTimeout = defineCheck({
  id: 'targets/health-check-timeout',
  layer: 'targets',
  needs: ['targetHealth'],
  uses: ['ecsServices'],
  severity: 'high',
  leak: 'rare',
  nature: 'symptom',
  family: 'health-reason',
  guide: ['G13', 'G16', 'G25', 'G39'],
  texts: {
    title: { en: 'health checks timing out', ja: 'ヘルスチェックのタイムアウト' },
    seen: {
      en: '{count, number} of {failed, number} failed health checks timed out: the target is too busy, or packets are dropped on the way.',
      ja: '失敗したヘルスチェック{failed, number}件中{count, number}件はタイムアウトです。ターゲットの過負荷か、経路上の遮断が考えられます。',
    },
    'not-seen': {
      en: 'Health checks do not time out ({count, number} of {failed, number} failures).',
      ja: 'タイムアウトによるヘルスチェック失敗は、{failed, number}件中{count, number}件です。',
    },
    'not-applicable': { en: 'No health check failed.', ja: '失敗したヘルスチェックはありません。' },
  },
  run({ targetHealth, ecsServices }, { window }) {
    return mostlyFailedBy(targetHealth, ecsServices, window, ({ reason }) => reason === 'timeout');
  },
});
