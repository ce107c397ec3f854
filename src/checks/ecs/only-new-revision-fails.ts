import { defineCheck } from '../../domain/check.ts';
import type { EcsTask } from '../../domain/evidence.ts';
import { hostOf, rows502 } from '../reading/access-log.ts';
import { ENOUGH } from '../reading/failures.ts';
import { notApplicable, seenIf, unknown } from '../reading/observe.ts';

const MOST = 0.9;

export const onlyNewRevisionFails = defineCheck({
  id: 'ecs/only-new-revision-fails',
  layer: 'service',
  needs: ['accessLog', 'ecsTasks', 'ecsStoppedTasks'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'symptom',
  guide: ['G27', 'G29', 'G33'],
  texts: {
    title: { en: 'failures only on the new revision', ja: '新しいリビジョンだけでの失敗' },
    seen: {
      en: '{share, number, ::percent} of the 502s are on tasks of the new revision {revision}, which has {traffic, number, ::percent} of the requests.',
      ja: '502の{share, number, ::percent}が新しいリビジョン{revision}のタスクに集中しています（リクエストに占める割合は{traffic, number, ::percent}）。',
    },
    'not-seen': {
      en: 'Old and new revisions fail alike ({share, number, ::percent} of the 502s are on {revision}, which has {traffic, number, ::percent} of the requests).',
      ja: '新旧のリビジョンが同様に失敗しています（{revision}の割合は502の{share, number, ::percent}、リクエストの{traffic, number, ::percent}）。',
    },
    'not-applicable': {
      en: 'Only one revision served requests.',
      ja: 'リクエストを処理したリビジョンは1つだけです。',
    },
  },
  run({ accessLog, ecsTasks, ecsStoppedTasks }) {
    const revisions = new Map(
      [...ecsStoppedTasks, ...ecsTasks].flatMap((task) => task.privateIps.map((ip) => [ip, revisionOf(task)] as const)),
    );
    const served = accessLog.byTarget
      .map((share) => ({
        revision: revisions.get(hostOf(share.key)),
        requests: share.requests,
        failures: rows502(share),
      }))
      .filter(({ revision, requests }) => revision !== undefined && requests > 0);
    const failures = served.reduce((sum, one) => sum + one.failures, 0);
    const asked = served.reduce((sum, one) => sum + one.requests, 0);
    if (accessLog.byTarget.every((share) => rows502(share) === 0)) return unknown('no-502');
    const newest = Math.max(...served.map(({ revision }) => revision ?? 0));
    if (served.every(({ revision }) => revision === newest)) return notApplicable();
    if (failures < ENOUGH) return unknown('too-little-traffic');
    const own = served.filter(({ revision }) => revision === newest);
    const share = own.reduce((sum, one) => sum + one.failures, 0) / failures;
    const traffic = own.reduce((sum, one) => sum + one.requests, 0) / asked;
    return seenIf(share >= MOST && traffic < MOST, { share, traffic, revision: newest });
  },
});

function revisionOf({ taskDefinitionArn }: EcsTask): number {
  return Number(taskDefinitionArn?.split(':').at(-1) ?? 0);
}
