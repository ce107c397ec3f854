import { defineCheck } from '../../domain/check.ts';
import { notApplicable, seenIf } from '../reading/observe.ts';

const fetching =
  /ResourceInitializationError.{0,400}(secret|parameter|ssm|registry auth)|unable to (pull|retrieve|extract) secrets?|failed to fetch secret|SecretsManager|Fetching secret data/i;

export const secretNotFetched = defineCheck({
  id: 'data/secret-not-fetched',
  layer: 'service',
  needs: ['ecsServices', 'ecsStoppedTasks'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'configuration',
  guide: ['G12', 'G24', 'G27'],
  texts: {
    title: { en: 'tasks that could not get their secrets', ja: 'シークレットを取得できないタスク' },
    seen: {
      en: '{count, number} tasks could not start: ECS could not fetch their secrets or reach what holds them.',
      ja: 'シークレットの取得に失敗し、{count, number}件のタスクが起動できていません。',
    },
    'not-seen': {
      en: 'No task failed to get its secrets.',
      ja: 'シークレットの取得に失敗したタスクはありません。',
    },
    'not-applicable': {
      en: 'There is no ECS service behind this load balancer.',
      ja: 'このロードバランサーの背後にECSサービスはありません。',
    },
  },
  run({ ecsServices, ecsStoppedTasks }) {
    if (ecsServices.length === 0) return notApplicable();
    const failed = ecsStoppedTasks.filter(({ stoppedReason }) => fetching.test(stoppedReason ?? ''));
    return seenIf(
      failed.length > 0,
      { count: failed.length },
      failed.map(({ stoppedAt, stoppedReason }) => `${stoppedAt ?? '-'} ${stoppedReason ?? ''}`),
    );
  },
});
