import { defineCheck } from '../../domain/check.ts';
import type { TargetGroup, TargetHealth } from '../../domain/evidence.ts';
import { notApplicable, seenIf } from '../reading/observe.ts';

const secure = new Set([443, 8443, 9443, 4443]);
const plain = new Set([80, 81, 3000, 5000, 8000, 8008, 8080, 8081, 8888, 9000]);

export const schemeUnlikePort = defineCheck({
  id: 'tls/scheme-unlike-port',
  layer: 'targets',
  needs: ['targetGroups', 'targetHealth'],
  severity: 'medium',
  leak: 'rare',
  nature: 'configuration',
  guide: ['G8', 'G12', 'G18'],
  texts: {
    title: { en: 'a protocol that does not suit the port', ja: 'ポートに合わないプロトコル' },
    seen: {
      en: '{count, plural, one {# target group speaks} other {# target groups speak}} TLS to a port that is plain by custom, or plain HTTP to one that speaks TLS.',
      ja: '{count, number}個のターゲットグループで、慣例上平文のポートにTLS、またはTLSのポートに平文HTTPを使っています。',
    },
    'not-seen': {
      en: 'The protocols of all target groups suit their ports.',
      ja: 'ターゲットグループのプロトコルは、いずれもポートの慣例どおりです。',
    },
    'not-applicable': { en: 'No target is spoken to over HTTP.', ja: 'HTTPで接続するターゲットはありません。' },
  },
  run({ targetGroups, targetHealth }) {
    const http = targetGroups.filter(({ targetType, protocol }) => targetType !== 'lambda' && protocol !== null);
    if (http.length === 0) return notApplicable();
    const odd = http.filter((group) => portsOf(group, targetHealth).some((port) => isOdd(group, port)));
    return seenIf(
      odd.length > 0,
      { count: odd.length },
      odd.map((group) => `${group.name} ${group.protocol} ${portsOf(group, targetHealth).join(', ')}`),
    );
  },
});

/** Targets may be registered with ports of their own; where none is, the group's counts. */
function portsOf({ arn, port }: TargetGroup, health: readonly TargetHealth[]): readonly number[] {
  const own = health.filter(({ targetGroupArn }) => targetGroupArn === arn).flatMap((one) => one.port ?? []);
  return own.length > 0 ? [...new Set(own)] : [port].filter((one) => one !== null);
}

function isOdd({ protocol }: TargetGroup, port: number): boolean {
  return protocol === 'HTTPS' ? plain.has(port) : secure.has(port);
}
