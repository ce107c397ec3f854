import { defineCheck } from '../../domain/check.ts';
import { keepAlives } from '../reading/keep-alive.ts';
import { notSeen, seen, unknown } from '../reading/observe.ts';

/** Clock-aligned bursts beat a thinner margin. */
const MARGIN = 5;

export const keepAliveAboveIdleTimeout = defineCheck({
  id: 'targets/keep-alive-above-idle-timeout',
  layer: 'targets',
  needs: ['loadBalancerAttributes', 'ecsServices', 'taskDefinitions'],
  uses: ['applicationLogs'],
  severity: 'info',
  leak: 'noisy',
  nature: 'configuration',
  family: 'keep-alive',
  guide: ['G11', 'G19', 'G42'],
  texts: {
    title: { en: 'a keep-alive that is safely above the idle timeout', ja: '十分に長いキープアライブ設定' },
    seen: {
      en: 'All servers keep idle connections safely longer than the load balancer’s {idle, number} s, or keep none ({via}).',
      ja: 'すべてのサーバーが、キープアライブをロードバランサーの{idle, number}秒より十分長くしているか、接続を保持していません（{via}）。',
    },
    'not-seen': {
      en: 'The keep-alive of a server ({via}) is not safely above the load balancer’s {idle, number} s.',
      ja: 'キープアライブ（{via}）は、ロードバランサーの{idle, number}秒より十分に長いとは言えません。',
    },
    unknown: {
      en: 'No keep-alive is set where the bot can read it (idle timeout: {idle, number} s).',
      ja: 'ボットが読める範囲に、サーバーのキープアライブ設定はありません（アイドルタイムアウトは{idle, number}秒）。',
    },
  },
  run({ loadBalancerAttributes, ecsServices, taskDefinitions, applicationLogs }) {
    const idle = loadBalancerAttributes.idleTimeoutSeconds;
    if (idle === null) return unknown('not-found', { idle: 0 });
    const known = keepAlives(ecsServices, taskDefinitions, applicationLogs ?? []);
    const serving = ecsServices.filter(({ loadBalancers }) => loadBalancers.length > 0).length;
    const via = known.map((one) => one.via).join(', ');
    const safe = known.filter(({ seconds }) => seconds === 0 || seconds >= idle + MARGIN);
    if (safe.length < known.length) return notSeen({ idle, via });
    // A default is too weak a ground to acquit: the code may have changed it.
    const firm = safe.filter(({ basis, seconds }) => basis === 'configured' || seconds === 0);
    if (firm.length === 0 || firm.length < serving) return unknown('not-found', { idle });
    return seen({ idle, via });
  },
});
