import { defineCheck } from '../../domain/check.ts';
import { changeNearOnset, deploymentsOf, releasesOf } from '../reading/changes.ts';
import { failingServices } from '../reading/failing-services.ts';
import { unknown } from '../reading/observe.ts';

export const deployNearOnset = defineCheck({
  id: 'change/deploy-near-onset',
  layer: 'change',
  needs: ['ecsServices', 'metrics'],
  uses: ['changes', 'deployments', 'accessLog'],
  severity: 'medium',
  leak: 'common',
  nature: 'change',
  family: 'deploy',
  guide: ['G22', 'G27', 'G33'],
  texts: {
    title: { en: 'a deployment just before the onset', ja: '発生直前のデプロイ' },
    seen: {
      en: 'A deployment on this path began {minutes, plural, =0 {less than a minute} one {# minute} other {# minutes}} before the first failures.',
      ja: '失敗が出始める{minutes, plural, =0 {直前} other {#分前}}に、この経路でデプロイが始まっています。',
    },
    'not-seen': {
      en: 'No deployment on this path in the ten minutes before the first failures.',
      ja: '失敗が出始める前の10分間に、この経路でのデプロイはありません。',
    },
  },
  run({ ecsServices, changes, deployments, metrics, accessLog }, { window }) {
    const failing = failingServices(ecsServices, accessLog, metrics, window);
    if (failing === undefined) return unknown('ambiguous');
    const rolled = [
      ...deploymentsOf(failing, ecsServices, changes ?? []),
      ...releasesOf(deployments ?? [], failing, ecsServices),
    ];
    const answer = changeNearOnset(metrics, window, accessLog, rolled);
    // ECS forgets a deployment once the next one has replaced it: only CloudTrail can rule one out.
    return answer.status === 'not-seen' && changes === undefined ? unknown('not-collected') : answer;
  },
});
