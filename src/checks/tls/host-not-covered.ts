import { defineCheck } from '../../domain/check.ts';
import { clientHosts, isCovered, readable, ruleHosts } from '../reading/certificates.ts';
import { notApplicable, notSeen, seen, unknown } from '../reading/observe.ts';

export const hostNotCovered = defineCheck({
  id: 'tls/host-not-covered',
  layer: 'load-balancer',
  needs: ['certificates', 'listeners'],
  uses: ['accessLog'],
  severity: 'medium',
  leak: 'rare',
  nature: 'configuration',
  guide: ['G8', 'G17'],
  checklist: 'certificate',
  texts: {
    title: { en: 'a host name that no certificate covers', ja: '証明書に含まれないホスト名' },
    seen: {
      en: 'No certificate of the listeners covers {hosts}: clients that check the name end the handshake.',
      ja: '{hosts}を含む証明書がリスナーにありません。ホスト名を検証するクライアントはハンドシェイクを中断します。',
    },
    'not-seen': {
      en: 'The certificates cover all {count, number} host names of listener rules and clients.',
      ja: 'リスナールールとクライアントのホスト名{count, number}件は、すべて証明書に含まれています。',
    },
    'not-applicable': {
      en: 'No HTTPS listener: no certificate is involved.',
      ja: 'HTTPSリスナーがないため、証明書は関係しません。',
    },
    unknown: {
      en: 'Neither the listener rules nor the failed requests name a host, or a certificate could not be read.',
      ja: 'リスナールールにも失敗したリクエストにもホスト名がないか、読み取れない証明書があります。',
    },
  },
  run({ certificates, listeners, accessLog }) {
    if (certificates.length === 0) return notApplicable();
    const known = readable(certificates);
    const hosts = [...new Set([...ruleHosts(listeners), ...clientHosts(accessLog)])];
    const bare = hosts.filter((host) => !known.some(({ domains }) => isCovered(host, domains)));
    const args = { count: hosts.length, hosts: bare.slice(0, 3).join(', ') };
    if (hosts.length === 0 || known.length < certificates.length) return unknown('not-collected', args);
    return bare.length > 0 ? seen(args, bare) : notSeen(args);
  },
});
