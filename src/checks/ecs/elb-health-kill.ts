import { defineCheck } from '../../domain/check.ts';
import { failuresOf } from '../reading/failures.ts';
import { seen, unknown } from '../reading/observe.ts';
import { isElbKill, quietStops, taskFact } from '../reading/stops.ts';

export const elbHealthKill = defineCheck({
  id: 'ecs/elb-health-kill',
  layer: 'service',
  needs: ['ecsStoppedTasks'],
  uses: ['metrics'],
  severity: 'high',
  leak: 'rare',
  nature: 'symptom',
  family: 'health-kill',
  guide: ['G16', 'G40'],
  texts: {
    title: { en: 'tasks stopped for failing health checks', ja: 'ヘルスチェック失敗によるタスク停止' },
    seen: {
      en: 'ECS stopped {count, plural, one {# task} other {# tasks}} because health checks failed.',
      ja: 'ヘルスチェックの失敗により、ECSが{count, number}個のタスクを停止しました。',
    },
    'not-seen': {
      en: 'ECS stopped no task for failing health checks.',
      ja: 'ヘルスチェック失敗を理由にECSが停止したタスクはありません。',
    },
  },
  run({ ecsStoppedTasks, metrics }, { window }) {
    const killed = ecsStoppedTasks.filter(isElbKill);
    const args = { count: killed.length };
    if (killed.length > 0) return seen(args, killed.map(taskFact));
    return quietStops(window, metrics && failuresOf(metrics, window), args) ?? unknown('cut-off', args);
  },
});
