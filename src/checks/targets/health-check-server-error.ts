import { defineCheck } from '../../domain/check.ts';
import { mostlyFailedBy } from '../reading/health-reason.ts';

export const healthCheckServerError = defineCheck({
  id: 'targets/health-check-server-error',
  layer: 'targets',
  needs: ['targetHealth'],
  uses: ['ecsServices'],
  severity: 'high',
  leak: 'rare',
  nature: 'symptom',
  family: 'health-reason',
  guide: ['G10', 'G16', 'G39'],
  texts: {
    title: { en: 'health checks answered with a server error', ja: 'サーバーエラーによるヘルスチェック失敗' },
    seen: {
      en: 'Health checks get {codes} from the target: the application answers, but something that it needs is broken.',
      ja: 'ターゲットがヘルスチェックに{codes}を返しています。アプリケーションは応答していますが、必要な依存先などが壊れています。',
    },
    'not-seen': {
      en: 'Health checks get no server error ({count, number} of {failed, number} failures).',
      ja: 'サーバーエラーによるヘルスチェック失敗は、{failed, number}件中{count, number}件です。',
    },
    'not-applicable': { en: 'No health check failed.', ja: '失敗したヘルスチェックはありません。' },
  },
  run({ targetHealth, ecsServices }, { window }) {
    return mostlyFailedBy(
      targetHealth,
      ecsServices,
      window,
      ({ reason, codes }) => reason === 'wrong-code' && codes.some((code) => code >= 500),
    );
  },
});
