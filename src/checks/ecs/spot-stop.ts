import { defineCheck } from '../../domain/check.ts';
import type { EcsService } from '../../domain/evidence.ts';
import { failuresOf } from '../reading/failures.ts';
import { notSeen, seen, unknown } from '../reading/observe.ts';
import { quietStops, taskFact } from '../reading/stops.ts';

export const spotStop = defineCheck({
  id: 'ecs/spot-stop',
  layer: 'service',
  needs: ['ecsStoppedTasks', 'ecsServices'],
  uses: ['metrics'],
  severity: 'medium',
  leak: 'almost-never',
  nature: 'configuration',
  guide: ['G31', 'G40'],
  texts: {
    title: { en: 'tasks taken back by Spot', ja: 'Spotの中断によるタスク停止' },
    seen: {
      en: '{count, plural, one {# task was} other {# tasks were}} stopped because Fargate Spot took the capacity back.',
      ja: 'Fargate Spotの中断により{count, number}個のタスクが停止しました。',
    },
    'not-seen': { en: 'No task was stopped by Spot.', ja: 'Spotの中断で停止したタスクはありません。' },
  },
  run({ ecsStoppedTasks, ecsServices, metrics }, { window }) {
    const taken = ecsStoppedTasks.filter(
      ({ stopCode }) => stopCode === 'SpotInterruption' || stopCode === 'TerminationNotice',
    );
    const args = { count: taken.length };
    if (taken.length > 0) return seen(args, taken.map(taskFact));
    if (ecsServices.length > 0 && !ecsServices.some(mayUseSpot)) return notSeen(args);
    return quietStops(window, metrics && failuresOf(metrics, window), args) ?? unknown('cut-off', args);
  },
});

function mayUseSpot({ capacityProviders, launchType }: EcsService): boolean {
  return (
    capacityProviders.some((name) => !/^FARGATE$/.test(name)) || (capacityProviders.length === 0 && launchType === null)
  );
}
