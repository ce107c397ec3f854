import { defineCheck } from '../../domain/check.ts';
import { seenIf, unknown } from '../reading/observe.ts';

export const protocolVersionNotHttp1 = defineCheck({
  id: 'network/protocol-version-not-http1',
  layer: 'targets',
  needs: ['targetGroups'],
  severity: 'info',
  leak: 'common',
  nature: 'configuration',
  guide: ['G12', 'G18'],
  texts: {
    title: { en: 'targets spoken to in HTTP/2 or gRPC', ja: 'HTTP/2またはgRPCのターゲットグループ' },
    seen: {
      en: '{count, number} target groups expect HTTP/2 or gRPC of their targets: a target that only speaks HTTP/1.1 fails every request.',
      ja: '{count, number}個のターゲットグループがHTTP/2またはgRPCで通信します。HTTP/1.1しか話せないターゲットでは、すべてのリクエストが失敗します。',
    },
    'not-seen': {
      en: 'All target groups speak HTTP/1.1 to their targets.',
      ja: 'ターゲットグループはすべてHTTP/1.1でターゲットと通信します。',
    },
  },
  run({ targetGroups }) {
    const http = targetGroups.filter(({ targetType }) => targetType !== 'lambda');
    if (targetGroups.length === 0) return unknown('empty');
    if (http.some(({ protocolVersion }) => protocolVersion === null)) return unknown('not-collected');
    const other = http.filter(({ protocolVersion }) => protocolVersion !== 'HTTP1');
    return seenIf(
      other.length > 0,
      { count: other.length },
      other.map(({ name, protocol, protocolVersion }) => `${name} ${protocol} ${protocolVersion}`),
    );
  },
});
