import { defineCheck } from '../../domain/check.ts';
import type { ScalingGroup, TargetGroup } from '../../domain/evidence.ts';
import { notApplicable, seenIf } from '../reading/observe.ts';
import { autoScalingGroups } from '../reading/scaling.ts';

/** Every node of a load balancer knows of a deregistration by then, s. */
const HEARD = 10;

export const terminationWithoutDrain = defineCheck({
  id: 'scaling/termination-without-drain',
  layer: 'service',
  needs: ['scaling', 'targetGroups'],
  severity: 'medium',
  leak: 'common',
  nature: 'configuration',
  guide: ['G27', 'G33', 'G40'],
  checklist: 'timeouts',
  texts: {
    title: {
      en: 'an Auto Scaling group that terminates without draining',
      ja: 'ドレイニングせずに終了するAuto Scalingグループ',
    },
    seen: {
      en: 'The Auto Scaling group {group} does not wait for requests in flight before it terminates an instance.',
      ja: 'Auto Scalingグループ {group} は、処理中のリクエストを待たずにインスタンスを終了します。',
    },
    'not-seen': {
      en: 'The Auto Scaling groups deregister an instance and wait before they terminate it.',
      ja: 'Auto Scalingグループは、インスタンスの登録を解除し、待ってから終了します。',
    },
    'not-applicable': {
      en: 'No Auto Scaling group keeps the targets.',
      ja: 'ターゲットを管理するAuto Scalingグループはありません。',
    },
  },
  run({ scaling, targetGroups }) {
    const groups = autoScalingGroups(scaling);
    if (groups.length === 0) return notApplicable();
    const hasty = groups.filter((group) => !waits(group, targetGroups));
    const facts = hasty.map(
      ({ name, targetGroupArns, lifecycleHooks }) =>
        `${name}: target groups ${targetGroupArns.map((arn) => arn.split(':').at(-1)).join(', ') || 'none'} · hooks ${lifecycleHooks.map((hook) => hook.name).join(', ') || 'none'}`,
    );
    return seenIf(hasty.length > 0, { group: hasty.map(({ name }) => name).join(', ') || '-' }, facts);
  },
});

/** It knows the target group, so that it deregisters first; and the delay, or a hook, is long enough. */
function waits({ targetGroupArns, lifecycleHooks }: ScalingGroup, groups: readonly TargetGroup[]): boolean {
  const ours = groups.filter(({ arn }) => targetGroupArns.includes(arn));
  const hooked = lifecycleHooks.some(
    ({ transition, timeoutSeconds }) => /TERMINATING/.test(transition) && (timeoutSeconds ?? 0) >= HEARD,
  );
  const delays = ours.map(({ deregistrationDelaySeconds }) => deregistrationDelaySeconds ?? HEARD);
  return (hooked && ours.length > 0) || (delays.length > 0 && delays.every((delay) => delay >= HEARD));
}
