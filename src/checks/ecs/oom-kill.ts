import { defineCheck } from '../../domain/check.ts';
import { failuresOf } from '../reading/failures.ts';
import { seen, unknown } from '../reading/observe.ts';
import { isOom, quietStops, taskFact } from '../reading/stops.ts';

export const ecsOomKill = defineCheck({
  id: 'ecs/oom-kill',
  layer: 'service',
  needs: ['ecsStoppedTasks'],
  uses: ['metrics'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'configuration',
  guide: ['G9', 'G20', 'G40'],
  checklist: 'resources',
  texts: {
    title: { en: 'containers killed for memory', ja: 'メモリ不足で強制終了されたコンテナ' },
    seen: {
      en: '{count, plural, one {# task was} other {# tasks were}} killed for exceeding {count, plural, one {its} other {their}} memory (OutOfMemoryError).',
      ja: '{count, number}個のタスクがメモリ上限を超えて強制終了されました（OutOfMemoryError）。',
    },
    'not-seen': {
      en: 'None of the {total, number} stopped tasks was killed for memory.',
      ja: '停止した{total, number}個のタスクに、メモリ不足で強制終了されたものはありません。',
    },
  },
  run({ ecsStoppedTasks, metrics }, { window }) {
    const from = Date.parse(window.from);
    const killed = ecsStoppedTasks.filter((task) => isOom(task) && Date.parse(task.stoppedAt ?? window.to) >= from);
    const args = { count: killed.length, total: ecsStoppedTasks.length };
    if (killed.length > 0) return seen(args, killed.map(taskFact));
    return quietStops(window, metrics && failuresOf(metrics, window), args) ?? unknown('cut-off', args);
  },
});
