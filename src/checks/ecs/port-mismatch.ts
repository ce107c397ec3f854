import { defineCheck } from '../../domain/check.ts';
import { seenIf, unknown } from '../reading/observe.ts';
import { portsOf } from '../reading/ports.ts';

export const portMismatch = defineCheck({
  id: 'ecs/port-mismatch',
  layer: 'service',
  needs: ['ecsServices', 'taskDefinitions'],
  uses: ['applicationLogs', 'targetHealth', 'metrics'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'configuration',
  guide: ['G5', 'G12', 'G26'],
  texts: {
    title: { en: 'the application listening on another port', ja: 'アプリケーションの待ち受けポートの不一致' },
    seen: {
      en: 'Requests go to port {expected}, but the application listens on {listening} ({via}).',
      ja: 'リクエストはポート{expected}に送られていますが、アプリケーションはポート{listening}で待ち受けています（根拠: {via}）。',
    },
    'not-seen': {
      en: 'The application listens on the port that requests go to ({expected}).',
      ja: 'アプリケーションは、リクエストの送信先ポート（{expected}）で待ち受けています。',
    },
    unknown: {
      en: 'Requests go to port {expected}; on which one the application listens cannot be read anywhere.',
      ja: 'リクエストの送信先はポート{expected}ですが、アプリケーションの待ち受けポートを確認できる情報がありません。',
    },
  },
  run({ ecsServices, taskDefinitions, applicationLogs }) {
    const ports = portsOf(ecsServices, taskDefinitions, applicationLogs ?? []);
    const expected = [...new Set(ports.map((port) => port.expected))].join(', ') || '-';
    const known = ports.filter(({ listening }) => listening.length > 0);
    if (known.length === 0) return unknown('not-found', { expected });
    const wrong = known.find((port) => !port.listening.includes(port.expected));
    const args = {
      expected: wrong?.expected ?? expected,
      listening: wrong?.listening.join(', ') ?? expected,
      via: wrong?.via ?? '-',
    };
    return seenIf(wrong !== undefined, args);
  },
});
