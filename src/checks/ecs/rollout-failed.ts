import { defineCheck } from '../../domain/check.ts';
import { seenIf, unknown } from '../reading/observe.ts';

export const rolloutFailed = defineCheck({
  id: 'ecs/rollout-failed',
  layer: 'service',
  needs: ['ecsServices'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'configuration',
  family: 'rollout',
  guide: ['G27', 'G33', 'G40'],
  texts: {
    title: { en: 'a deployment that failed', ja: '失敗したデプロイ' },
    seen: {
      en: 'A deployment failed: {reason}',
      ja: 'デプロイが失敗しています: {reason}',
    },
    'not-seen': {
      en: 'No deployment of the service has failed.',
      ja: 'サービスのデプロイに失敗はありません。',
    },
  },
  run({ ecsServices }, { window }) {
    if (ecsServices.length === 0) return unknown('empty');
    const failed = ecsServices.flatMap(({ deployments }) =>
      deployments.filter(({ rolloutState }) => rolloutState === 'FAILED'),
    );
    const rolledBack = ecsServices.flatMap(({ events }) =>
      events.filter(
        ({ at, message }) =>
          at >= window.from && /deployment .{0,80}(failed|rolling back)|circuit breaker/i.test(message),
      ),
    );
    const reason = failed[0]?.rolloutStateReason ?? rolledBack[0]?.message ?? failed[0]?.id ?? '-';
    return seenIf(
      failed.length + rolledBack.length > 0,
      { reason },
      rolledBack.map(({ at, message }) => `${at} ${message}`),
    );
  },
});
