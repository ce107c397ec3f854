import { defineCheck } from '../../domain/check.ts';
import { seenIf, unknown } from '../reading/observe.ts';

export const http2TargetGroup = defineCheck({
  id: 'targets/http2-target-group',
  layer: 'targets',
  needs: ['targetGroups'],
  severity: 'info',
  leak: 'common',
  nature: 'configuration',
  guide: ['G12', 'G26'],
  texts: {
    title: { en: 'targets spoken to in HTTP/2 or gRPC', ja: 'HTTP/2またはgRPCのターゲットグループ' },
    seen: {
      en: '{count, plural, one {A target group is} other {# target groups are}} spoken to in HTTP/2 or gRPC.',
      ja: 'HTTP/2またはgRPCで接続するターゲットグループが{count, number}個あります。',
    },
    'not-seen': {
      en: 'All target groups are spoken to in HTTP/1.1.',
      ja: 'すべてのターゲットグループはHTTP/1.1で接続しています。',
    },
  },
  run({ targetGroups }) {
    const spoken = targetGroups.filter(({ protocolVersion }) => protocolVersion !== null);
    if (spoken.length === 0) return unknown('empty');
    const found = spoken.filter(({ protocolVersion }) => /^(HTTP2|GRPC)$/.test(protocolVersion ?? ''));
    const facts = found.map(({ name, protocolVersion, port }) => `${name} ${protocolVersion}:${port}`);
    return seenIf(found.length > 0, { count: found.length }, facts);
  },
});
