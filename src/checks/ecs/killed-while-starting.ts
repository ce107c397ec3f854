import { defineCheck } from '../../domain/check.ts';
import { MINUTE } from '../reading/failures.ts';
import { notApplicable, seenIf } from '../reading/observe.ts';
import { isElbKill, taskFact } from '../reading/stops.ts';

/** Killed this soon after its start, a task hardly ever became healthy. */
const YOUNG = 6 * MINUTE;

export const killedWhileStarting = defineCheck({
  id: 'ecs/killed-while-starting',
  layer: 'service',
  needs: ['ecsStoppedTasks', 'ecsServices'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'configuration',
  family: 'health-kill',
  guide: ['G16', 'G40'],
  texts: {
    title: { en: 'tasks stopped before they were ready', ja: '起動完了前に停止されたタスク' },
    seen: {
      en: '{count, plural, one {# task was} other {# tasks were}} stopped for failing health checks within minutes of starting; the grace period is {grace, number} s.',
      ja: '{count, number}個のタスクが、起動から数分以内にヘルスチェック失敗で停止されています。猶予期間は{grace, number}秒です。',
    },
    'not-seen': {
      en: 'The tasks that failed health checks had been running for longer.',
      ja: 'ヘルスチェックに失敗したタスクは、しばらく稼働していたものです。',
    },
    'not-applicable': {
      en: 'No task was stopped for failing health checks.',
      ja: 'ヘルスチェック失敗で停止されたタスクはありません。',
    },
  },
  run({ ecsStoppedTasks, ecsServices }) {
    const killed = ecsStoppedTasks.filter(isElbKill);
    if (killed.length === 0) return notApplicable();
    const young = killed.filter(({ startedAt, stoppingAt, stoppedAt }) => {
      const end = stoppingAt ?? stoppedAt;
      return startedAt !== null && end !== null && Date.parse(end) - Date.parse(startedAt) <= YOUNG;
    });
    const service = ecsServices.find(({ name }) => name === killed[0]?.service) ?? ecsServices[0];
    const args = { count: young.length, grace: service?.healthCheckGracePeriodSeconds ?? 0 };
    return seenIf(young.length * 2 >= killed.length, args, young.map(taskFact));
  },
});
