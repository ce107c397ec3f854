import { defineCheck } from '../../domain/check.ts';
import type { EcsTask } from '../../domain/evidence.ts';
import { hostOf } from '../reading/access-log.ts';
import { ENOUGH, failuresOf, MINUTE } from '../reading/failures.ts';
import { notApplicable, seenIf, unknown } from '../reading/observe.ts';
import { sum } from '../reading/statistics.ts';

const MOST = 0.9;

export const onlyNewRevisionFails = defineCheck({
  id: 'ecs/only-new-revision-fails',
  layer: 'service',
  needs: ['accessLog', 'ecsTasks', 'ecsStoppedTasks', 'metrics'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'symptom',
  guide: ['G27', 'G29', 'G33'],
  texts: {
    title: { en: 'failures only on the new revision', ja: '新しいリビジョンだけで起きる失敗' },
    seen: {
      en: '{share, number, ::percent} of the failures since it began are on tasks of the new revision {revision}, while the old one serves beside it without.',
      ja: '発生以降の失敗の{share, number, ::percent}が、新しいリビジョン {revision} のタスクに集中しています。並行して稼働する旧リビジョンでは発生していません。',
    },
    'not-seen': {
      en: 'Old and new revisions fail alike ({share, number, ::percent} of the failures are on {revision}).',
      ja: '失敗は新しいリビジョンに偏っていません（{revision} の割合は{share, number, ::percent}）。',
    },
    'not-applicable': {
      en: 'Only one revision of the failing service served requests since it began.',
      ja: '発生以降、失敗しているサービスでリクエストを処理したリビジョンは1つだけです。',
    },
  },
  run({ accessLog, ecsTasks, ecsStoppedTasks, metrics }, { window }) {
    const rows = accessLog.failures.filter(({ target }) => target !== null);
    if (rows.length === 0) return unknown('no-502');
    const since = failuresOf(metrics, window, accessLog)?.onset ?? Date.parse(window.from);
    const tasks = [...ecsStoppedTasks, ...ecsTasks];
    const failing = rows
      .filter(({ at }) => Date.parse(at) >= since)
      .flatMap(({ target }) => tasks.findLast(({ privateIps }) => privateIps.includes(hostOf(target ?? ''))) ?? []);
    const service = commonest(failing.map((task) => task.service ?? '-'));
    const asked = new Map(accessLog.byTarget.map(({ key, requests }) => [hostOf(key), requests]));
    const serving = tasks.filter((task) => task.service === service && servedSince(task, since, asked));
    const revisions = new Set(serving.map(revisionOf));
    const newest = Math.max(...revisions);
    if (revisions.size < 2) return notApplicable();
    if (failing.length < ENOUGH) return unknown('too-little-traffic');
    const own = failing.filter((task) => task.service === service && revisionOf(task) === newest);
    const traffic = sum(serving.filter((task) => revisionOf(task) === newest).map((task) => requestsOf(task, asked)));
    // A new revision that has nearly all the requests has nearly all the failures too, whatever makes them.
    if (traffic >= MOST * sum(serving.map((task) => requestsOf(task, asked)))) return notApplicable();
    return seenIf(own.length >= MOST * failing.length, { share: own.length / failing.length, revision: newest });
  },
});

/** It had requests, and was there for at least two minutes after the onset. */
function servedSince(task: EcsTask, since: number, asked: ReadonlyMap<string, number>): boolean {
  const gone = task.stoppingAt ?? task.stoppedAt;
  return requestsOf(task, asked) > 0 && (gone === null || Date.parse(gone) > since + 2 * MINUTE);
}

function requestsOf({ privateIps }: EcsTask, asked: ReadonlyMap<string, number>): number {
  return sum(privateIps.map((ip) => asked.get(ip) ?? 0));
}

function commonest(names: readonly string[]): string | undefined {
  const counted = [...Map.groupBy(names, (name) => name)].sort(([, a], [, b]) => b.length - a.length);
  return counted[0]?.[0];
}

function revisionOf({ taskDefinitionArn }: EcsTask): number {
  return Number(taskDefinitionArn?.split(':').at(-1) ?? 0);
}
