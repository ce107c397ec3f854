import { defineCheck } from '../../domain/check.ts';
import { longestSeconds } from '../reading/durations.ts';
import { frontContainers } from '../reading/keep-alive.ts';
import { notSeen, seen, unknown } from '../reading/observe.ts';

/** What ECS waits when the task definition does not say. */
const DEFAULT = 30;

export const stopTimeoutShort = defineCheck({
  id: 'ecs/stop-timeout-short',
  layer: 'service',
  needs: ['ecsServices', 'taskDefinitions', 'metrics'],
  uses: ['accessLog'],
  severity: 'low',
  leak: 'common',
  nature: 'configuration',
  family: 'drain-settings',
  guide: ['G19', 'G26', 'G42'],
  texts: {
    title: { en: 'less time to stop than the longest requests take', ja: '最長リクエストより短い停止までの猶予' },
    seen: {
      en: 'A task is killed {timeout, number} s after SIGTERM, but requests take up to {longest, number, ::.0} s.',
      ja: 'SIGTERMから{timeout, number}秒で強制終了されますが、リクエストは最長{longest, number, ::.0}秒かかっています。',
    },
    'not-seen': {
      en: 'A task has {timeout, number} s to stop; requests take at most {longest, number, ::.0} s.',
      ja: '停止までの猶予は{timeout, number}秒で、リクエストは最長{longest, number, ::.0}秒です。',
    },
  },
  run({ ecsServices, taskDefinitions, metrics, accessLog }) {
    const containers = frontContainers(ecsServices, taskDefinitions);
    const longest = longestSeconds(metrics, accessLog);
    if (containers.length === 0 || longest === undefined) return unknown('not-collected');
    const timeout = Math.min(...containers.map(({ stopTimeoutSeconds }) => stopTimeoutSeconds ?? DEFAULT));
    const args = { timeout, longest };
    if (longest > timeout) return seen(args);
    // Requests that were cut off are timed in the access log only.
    return accessLog === undefined ? unknown('not-collected') : notSeen(args);
  },
});
