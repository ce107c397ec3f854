import { defineCheck } from '../../domain/check.ts';
import { keepAlives } from '../reading/keep-alive.ts';
import { seenIf, unknown } from '../reading/observe.ts';

export const keepAliveBelowIdleTimeout = defineCheck({
  id: 'targets/keep-alive-below-idle-timeout',
  layer: 'targets',
  needs: ['loadBalancerAttributes', 'ecsServices', 'taskDefinitions'],
  uses: ['applicationLogs'],
  severity: 'medium',
  leak: 'noisy',
  nature: 'configuration',
  family: 'keep-alive',
  guide: ['G11', 'G19', 'G21', 'G26', 'G42'],
  checklist: 'timeouts',
  texts: {
    title: {
      en: 'keep-alive of the target set below the idle timeout',
      ja: 'アイドルタイムアウトより短く設定されたキープアライブ',
    },
    seen: {
      en: 'The server closes idle connections after {seconds, number} s ({via}), the load balancer reuses them for {idle, number} s.',
      ja: 'サーバーは{seconds, number}秒でアイドル接続を閉じますが（{via}）、ロードバランサーは{idle, number}秒間その接続を再利用します。',
    },
    'not-seen': {
      en: 'The server keeps idle connections {seconds, number} s ({via}), longer than the load balancer’s {idle, number} s.',
      ja: 'サーバーのキープアライブ（{via}、{seconds, number}秒）は、ロードバランサーのアイドルタイムアウト{idle, number}秒より長く設定されています。',
    },
    unknown: {
      en: 'The keep-alive of the server is not set where the bot can read it (idle timeout: {idle, number} s).',
      ja: 'ボットが読める範囲に、サーバーのキープアライブ設定はありません（アイドルタイムアウトは{idle, number}秒）。',
    },
  },
  run({ loadBalancerAttributes, ecsServices, taskDefinitions, applicationLogs }) {
    const idle = loadBalancerAttributes.idleTimeoutSeconds;
    if (idle === null) return unknown('not-found', { idle: 0 });
    const known = keepAlives(ecsServices, taskDefinitions, applicationLogs ?? []);
    const set = known.filter(({ basis }) => basis === 'configured')[0];
    if (set === undefined) return unknown('not-found', { idle });
    return seenIf(set.seconds <= idle, { seconds: set.seconds, via: set.via, idle });
  },
});
