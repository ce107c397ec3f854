import { defineCheck } from '../../domain/check.ts';
import { failuresOf } from '../reading/failures.ts';
import { seen, unknown } from '../reading/observe.ts';
import { isPlannedStop, quietStops, taskFact, wasKilled } from '../reading/stops.ts';

export const killedAfterStopTimeout = defineCheck({
  id: 'ecs/killed-after-stop-timeout',
  layer: 'service',
  needs: ['ecsStoppedTasks'],
  uses: ['metrics'],
  severity: 'medium',
  leak: 'rare',
  nature: 'configuration',
  guide: ['G40'],
  texts: {
    title: { en: 'containers that did not stop when asked', ja: '停止要求に応じなかったコンテナ' },
    seen: {
      en: '{count, plural, one {# task was} other {# tasks were}} killed (exit 137) on a planned stop, without running out of memory: SIGTERM was ignored or the time was too short.',
      ja: '計画的な停止で、{count, number}個のタスクが強制終了されています（終了コード137、メモリ不足ではありません）。SIGTERMが無視されたか、停止までの猶予が不足しています。',
    },
    'not-seen': {
      en: 'Tasks that were told to stop did so by themselves.',
      ja: '停止を指示されたタスクは自ら終了しています。',
    },
  },
  run({ ecsStoppedTasks, metrics }, { window }) {
    const killed = ecsStoppedTasks.filter((task) => isPlannedStop(task) && wasKilled(task));
    const args = { count: killed.length };
    if (killed.length > 0) return seen(args, killed.map(taskFact));
    return quietStops(window, metrics && failuresOf(metrics, window), args) ?? unknown('cut-off', args);
  },
});
