import { defineCheck } from '../../domain/check.ts';
import { total } from '../reading/metrics.ts';
import { notSeen, unknown } from '../reading/observe.ts';

/** AWS does not see into hosts: a person has to look, where there is something to look for. */
export const hostFirewallRejects = defineCheck({
  id: 'network/host-firewall-rejects',
  layer: 'targets',
  needs: ['metrics'],
  severity: 'medium',
  leak: 'rare',
  nature: 'configuration',
  guide: ['G13', 'G18'],
  texts: {
    title: { en: 'a firewall on the targets themselves', ja: 'ターゲット上のファイアウォール' },
    seen: {
      en: 'A firewall on the targets refuses the load balancer.',
      ja: 'ターゲット上のファイアウォールが、ロードバランサーの接続を拒否しています。',
    },
    'not-seen': {
      en: 'No connection to a target failed: no firewall on it stands in the way.',
      ja: 'ターゲットへの接続失敗はなく、ファイアウォールによる遮断はありません。',
    },
    unknown: {
      en: '{errors, number} connections failed; whether a firewall on the hosts refuses them shows only there (nft list ruleset, iptables -S).',
      ja: '接続が{errors, number}回失敗しています。ホストのファイアウォールが原因かどうかは、ホスト上でしか分かりません（nft list ruleset、iptables -S）。',
    },
  },
  run({ metrics }, { window }) {
    const errors = total(metrics, 'TargetConnectionErrorCount', window);
    if (errors === undefined) return unknown('not-collected', { errors: 0 });
    const waited = total(metrics, 'HTTPCode_ELB_504_Count', window) ?? 0;
    return errors + waited === 0 ? notSeen({ errors }) : unknown('needs-a-person', { errors });
  },
});
