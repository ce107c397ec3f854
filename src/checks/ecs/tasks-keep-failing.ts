import { defineCheck } from '../../domain/check.ts';
import type { EcsService } from '../../domain/evidence.ts';
import { MINUTE } from '../reading/failures.ts';
import { seenIf } from '../reading/observe.ts';
import { crashCode, isOom, taskFact } from '../reading/stops.ts';

const TIMES = 3;
/** A task that never got to serve: what serves for minutes and then dies is a crash, no loop. */
const SHORT_LIFE = 2 * MINUTE;
const MOST = 0.7;

export const tasksKeepFailing = defineCheck({
  id: 'ecs/tasks-keep-failing',
  layer: 'service',
  needs: ['ecsServices', 'ecsStoppedTasks'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'configuration',
  family: 'rollout',
  guide: ['G10', 'G27', 'G40'],
  texts: {
    title: { en: 'tasks that start and die again and again', ja: '起動と終了を繰り返すタスク' },
    seen: {
      en: 'Tasks start and die: {short, number} lived for less than two minutes, the unfinished deployment counts {failed, number} failed tasks.',
      ja: 'タスクが起動と終了を繰り返しています。2分未満で終了したタスクは{short, number}個、完了していないデプロイの失敗数は{failed, number}個です。',
    },
    'not-seen': {
      en: 'Tasks that start keep running ({short, number} died young, {failed, number} failed tasks in the deployments).',
      ja: '起動したタスクは稼働を続けています（早期に終了したタスクは{short, number}個、デプロイの失敗数は{failed, number}個）。',
    },
  },
  run({ ecsServices, ecsStoppedTasks }, { window }) {
    const short = ecsStoppedTasks.filter((task) => {
      if (task.stopCode === 'TaskFailedToStart') return true;
      const { startedAt, stoppedAt } = task;
      const young =
        startedAt !== null && stoppedAt !== null && Date.parse(stoppedAt) - Date.parse(startedAt) < SHORT_LIFE;
      return young && (crashCode(task) !== undefined || isOom(task) || task.stopCode === 'EssentialContainerExited');
    });
    const failed = Math.max(0, ...ecsServices.map(stillFailing));
    const told = ecsServices.some(({ events }) =>
      events.some(({ at, message }) => at >= window.from && /unable to consistently start tasks/i.test(message)),
    );
    const args = { short: short.length, failed };
    const died = ecsStoppedTasks.filter((task) => crashCode(task) !== undefined || short.includes(task)).length;
    const looping = short.length >= TIMES && short.length >= MOST * died;
    return seenIf(looping || failed >= TIMES || told, args, short.map(taskFact));
  },
});

/** Failed tasks of a roll-out that has not come up. A completed one counts its later crashes too, and they are no loop. */
function stillFailing({ deployments, runningCount, desiredCount }: EcsService): number {
  const short = (runningCount ?? 0) < (desiredCount ?? 0);
  const open = deployments.filter(
    ({ rolloutState }) => rolloutState === 'FAILED' || (rolloutState === 'IN_PROGRESS' && short),
  );
  return Math.max(0, ...open.map(({ failedTasks }) => failedTasks ?? 0));
}
