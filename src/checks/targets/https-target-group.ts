import { defineCheck } from '../../domain/check.ts';
import { seenIf, unknown } from '../reading/observe.ts';

export const httpsTargetGroup = defineCheck({
  id: 'targets/https-target-group',
  layer: 'targets',
  needs: ['targetGroups'],
  severity: 'info',
  leak: 'noisy',
  nature: 'configuration',
  guide: ['G8', 'G12', 'G26'],
  texts: {
    title: { en: 'targets spoken to over TLS', ja: 'TLSで接続するターゲットグループ' },
    seen: {
      en: '{count, number} target groups speak TLS to their targets.',
      ja: '{count, number}個のターゲットグループが、ターゲットとTLSで通信しています。',
    },
    'not-seen': {
      en: 'All target groups speak plain HTTP to their targets: TLS behind the load balancer is not involved.',
      ja: 'ターゲットとの通信はすべて平文HTTPです。ロードバランサー背後のTLSは関係しません。',
    },
  },
  run({ targetGroups }) {
    if (targetGroups.length === 0) return unknown('empty');
    const secure = targetGroups.filter(({ protocol }) => protocol === 'HTTPS' || protocol === 'TLS');
    return seenIf(
      secure.length > 0,
      { count: secure.length },
      secure.map(({ name, protocol, port }) => `${name} ${protocol}:${port}`),
    );
  },
});
