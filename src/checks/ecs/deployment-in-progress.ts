import { defineCheck } from '../../domain/check.ts';
import { MINUTE } from '../reading/failures.ts';
import { seenIf, unknown } from '../reading/observe.ts';

export const deploymentInProgress = defineCheck({
  id: 'ecs/deployment-in-progress',
  layer: 'service',
  needs: ['ecsServices'],
  severity: 'info',
  leak: 'noisy',
  nature: 'change',
  family: 'deploy',
  guide: ['G22', 'G27', 'G33'],
  texts: {
    title: { en: 'a deployment within the window', ja: '対象時間帯のデプロイ' },
    seen: {
      en: 'A deployment ran within the window ({revision}, begun {at}).',
      ja: '対象時間帯にデプロイがありました（{revision}、開始 {at}）。',
    },
    'not-seen': {
      en: 'No deployment ran within the window.',
      ja: '対象時間帯にデプロイはありませんでした。',
    },
  },
  run({ ecsServices }, { window }) {
    if (ecsServices.length === 0) return unknown('empty');
    const from = Date.parse(window.from) - 10 * MINUTE;
    const recent = ecsServices
      .flatMap(({ deployments }) => deployments)
      .filter(
        ({ createdAt, rolloutState, status }) =>
          (createdAt !== null && Date.parse(createdAt) >= from && createdAt < window.to) ||
          rolloutState === 'IN_PROGRESS' ||
          status === 'ACTIVE',
      )
      .sort((a, b) => (b.createdAt ?? '').localeCompare(a.createdAt ?? ''));
    const [newest] = recent;
    const revision = newest?.taskDefinitionArn?.split('/').at(-1) ?? '-';
    return seenIf(newest !== undefined, { revision, at: newest?.createdAt ?? '-' });
  },
});
