import { defineCheck } from '../../domain/check.ts';
import { keepAlives } from '../reading/keep-alive.ts';
import { notApplicable, seenIf, unknown } from '../reading/observe.ts';

export const defaultKeepAliveBelowIdleTimeout = defineCheck({
  id: 'targets/default-keep-alive-below-idle-timeout',
  layer: 'targets',
  needs: ['loadBalancerAttributes', 'ecsServices', 'taskDefinitions'],
  uses: ['applicationLogs'],
  severity: 'low',
  leak: 'noisy',
  nature: 'configuration',
  family: 'keep-alive',
  guide: ['G11', 'G19', 'G42'],
  texts: {
    title: {
      en: 'a server whose default keep-alive is below the idle timeout',
      ja: 'アイドルタイムアウトより短い既定のキープアライブ',
    },
    seen: {
      en: 'Unless the code sets it, {server} closes idle connections after {seconds, number} s; the load balancer reuses them for {idle, number} s.',
      ja: 'コードで変更されていなければ、{server} は{seconds, number}秒でアイドル接続を閉じますが、ロードバランサーは{idle, number}秒間その接続を再利用します。',
    },
    'not-seen': {
      en: 'By default {server} does not close idle connections before the load balancer’s {idle, number} s.',
      ja: '{server} の既定値では、ロードバランサーの{idle, number}秒より先にアイドル接続を閉じることはありません。',
    },
    'not-applicable': {
      en: 'The keep-alive is set: the default does not matter.',
      ja: 'キープアライブが明示的に設定されているため、既定値は関係しません。',
    },
    unknown: {
      en: 'The server behind the load balancer, or its version (which decides), was not recognised (idle timeout: {idle, number} s).',
      ja: 'ターゲットのサーバーの種類、または既定値を左右するバージョンを特定できませんでした（アイドルタイムアウトは{idle, number}秒）。',
    },
  },
  run({ loadBalancerAttributes, ecsServices, taskDefinitions, applicationLogs }) {
    const idle = loadBalancerAttributes.idleTimeoutSeconds;
    if (idle === null) return unknown('not-found', { idle: 0 });
    const [known] = keepAlives(ecsServices, taskDefinitions, applicationLogs ?? []);
    if (known === undefined) return unknown('not-found', { idle });
    if (known.basis === 'configured') return notApplicable();
    const { server, seconds } = known;
    return seenIf(seconds > 0 && seconds <= idle, { server, seconds: Number.isFinite(seconds) ? seconds : 0, idle });
  },
});
