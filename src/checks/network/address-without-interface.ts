import { defineCheck } from '../../domain/check.ts';
import { notApplicable, notSeen, seen, unknown } from '../reading/observe.ts';

export const addressWithoutInterface = defineCheck({
  id: 'network/address-without-interface',
  layer: 'targets',
  needs: ['network', 'targetGroups', 'targetHealth'],
  severity: 'high',
  leak: 'rare',
  nature: 'configuration',
  guide: ['G13', 'G18'],
  checklist: 'network',
  texts: {
    title: { en: 'registered addresses that nobody has', ja: '使われていないIPアドレスの登録' },
    seen: {
      en: '{count, number} of {total, number} registered addresses belong to no network interface: whoever had them is gone.',
      ja: '登録されたIPアドレス{total, number}個中{count, number}個に、対応するネットワークインターフェイスがありません。持ち主はすでに存在しません。',
    },
    'not-seen': {
      en: 'Every registered address belongs to a network interface ({total, number}).',
      ja: '登録されたIPアドレスには、すべて対応するネットワークインターフェイスがあります（{total, number}個）。',
    },
    'not-applicable': {
      en: 'No target is registered by its address.',
      ja: 'IPアドレスで登録されたターゲットはありません。',
    },
  },
  run({ network, targetGroups, targetHealth }) {
    const byAddress = new Set(targetGroups.filter(({ targetType }) => targetType === 'ip').map(({ arn }) => arn));
    const listed = targetHealth.filter(
      ({ targetGroupArn, state }) => byAddress.has(targetGroupArn) && state !== 'draining',
    );
    if (listed.length === 0) return notApplicable();
    const bare = new Set(network.addressesWithoutInterface);
    const gone = listed.filter(({ id }) => bare.has(id));
    const args = { count: gone.filter(({ state }) => state !== 'healthy').length, total: listed.length };
    if (network.interfaces.every(({ of }) => of !== 'target'))
      return args.count > 0 && args.count === listed.length ? seen(args, factsOf(gone)) : unknown('empty', args);
    // A healthy target has an interface, whatever the list says.
    return args.count > 0 ? seen(args, factsOf(gone)) : notSeen(args);
  },
});

function factsOf(
  gone: readonly {
    readonly id: string;
    readonly port: number | null;
    readonly state: string;
    readonly reason: string | null;
  }[],
) {
  return gone.map(({ id, port, state, reason }) => `${id}:${port ?? '-'} ${state} ${reason ?? '-'}`);
}
