import { defineCheck } from '../../domain/check.ts';
import type { EcsDeployment } from '../../domain/evidence.ts';
import { clock } from '../reading/clock.ts';
import { failingServices } from '../reading/failing-services.ts';
import { failuresOf, MINUTE } from '../reading/failures.ts';
import { seenIf, unknown } from '../reading/observe.ts';

export const deploymentInProgress = defineCheck({
  id: 'ecs/deployment-in-progress',
  layer: 'service',
  needs: ['ecsServices'],
  uses: ['accessLog', 'metrics'],
  severity: 'info',
  leak: 'noisy',
  nature: 'change',
  family: 'deploy',
  guide: ['G22', 'G27', 'G33'],
  texts: {
    title: { en: 'a deployment of the failing service at the time of the failures', ja: '調査期間中のデプロイ' },
    seen: {
      en: 'The failing service was being deployed while requests failed ({revision}, begun {at}).',
      ja: '失敗しているサービスで、失敗と重なるデプロイがありました（{revision}、開始 {at}）。',
    },
    'not-seen': {
      en: 'The failing service was not being deployed while requests failed.',
      ja: '失敗しているサービスに、失敗と重なるデプロイはありません。',
    },
  },
  run({ ecsServices, accessLog, metrics }, { window }) {
    if (ecsServices.length === 0) return unknown('empty');
    const failing = failingServices(ecsServices, accessLog, metrics, window);
    if (failing === undefined) return unknown('ambiguous');
    const from = Date.parse(window.from) - 10 * MINUTE;
    const onset = metrics && failuresOf(metrics, window, accessLog)?.onset;
    const [newest] = failing
      .flatMap(({ deployments }) => deployments)
      .filter((one) => isRecent(one, from, window.to) && !(onset !== undefined && wasOver(one, onset)))
      .sort((a, b) => (b.createdAt ?? '').localeCompare(a.createdAt ?? ''));
    const revision = newest?.taskDefinitionArn?.split('/').at(-1) ?? '-';
    return seenIf(newest !== undefined, { revision, at: newest?.createdAt ? clock(newest.createdAt, window.to) : '-' });
  },
});

function isRecent({ createdAt, rolloutState, status }: EcsDeployment, from: number, to: string): boolean {
  const within = createdAt !== null && Date.parse(createdAt) >= from && createdAt < to;
  return within || rolloutState === 'IN_PROGRESS' || status === 'ACTIVE';
}

/** Completed a while before anything failed: it has had its say. */
function wasOver({ rolloutState, updatedAt }: EcsDeployment, onset: number): boolean {
  return rolloutState === 'COMPLETED' && updatedAt !== null && Date.parse(updatedAt) < onset - 10 * MINUTE;
}
