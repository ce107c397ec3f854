import { defineCheck } from '../../domain/check.ts';
import { failuresOf, MINUTE, nearFailure } from '../reading/failures.ts';
import { seen, unknown } from '../reading/observe.ts';
import { crashCode, leaving, quietStops, taskFact } from '../reading/stops.ts';

export const crashExit = defineCheck({
  id: 'ecs/crash-exit',
  layer: 'service',
  needs: ['ecsStoppedTasks'],
  uses: ['metrics', 'accessLog'],
  severity: 'high',
  leak: 'rare',
  nature: 'configuration',
  guide: ['G5', 'G10', 'G20', 'G40'],
  texts: {
    title: { en: 'tasks that died of themselves', ja: '異常終了したタスク' },
    seen: {
      en: '{count, plural, one {# task} other {# tasks}} ended with an error code ({codes}) around the failing minutes: not stopped by anybody, not for memory.',
      ja: '失敗した時間帯の前後に、{count, number}個のタスクがエラーコード（{codes}）で終了しています。手動停止やメモリ不足によるものではありません。',
    },
    'not-seen': {
      en: 'No task died of itself ({total, number} stopped tasks looked at).',
      ja: '異常終了したタスクはありません（停止した{total, number}個を確認）。',
    },
  },
  run({ ecsStoppedTasks, metrics, accessLog }, { window }) {
    const failures = metrics && failuresOf(metrics, window, accessLog);
    const died = ecsStoppedTasks.filter((task) => crashCode(task) !== undefined);
    const near = died.filter((task) =>
      leaving(task).some(
        (at) => failures === undefined || failures.total === 0 || nearFailure(failures, at, 2 * MINUTE),
      ),
    );
    const codes = [...new Set(near.map(crashCode))].join(', ');
    const args = { count: near.length, codes, total: ecsStoppedTasks.length };
    if (near.length > 0) return seen(args, near.map(taskFact));
    if (died.length > 0) return unknown('ambiguous', args);
    return quietStops(window, failures, args) ?? unknown('cut-off', args);
  },
});
