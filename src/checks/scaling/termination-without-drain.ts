import { defineCheck } from '../../domain/check.ts';
import type { ScalingGroup, TargetGroup } from '../../domain/evidence.ts';
import { seenIf, unknown } from '../reading/observe.ts';
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
      en: 'No Auto Scaling group terminates instances without deregistering them and waiting first.',
      ja: '登録解除と待機なしでインスタンスを終了するAuto Scalingグループはありません。',
    },
  },
  run({ scaling, targetGroups }) {
    const groups = autoScalingGroups(scaling);
    const hasty = groups.filter((group) => waits(group, targetGroups) === false);
    if (hasty.length === 0 && groups.some((group) => waits(group, targetGroups) === undefined)) return unknown('empty');
    const facts = hasty.map(
      ({ name, targetGroupArns, lifecycleHooks }) =>
        `${name}: target groups ${targetGroupArns.map((arn) => arn.split(':').at(-1)).join(', ') || 'none'} · hooks ${lifecycleHooks.map((hook) => hook.name).join(', ') || 'none'}`,
    );
    return seenIf(hasty.length > 0, { group: hasty.map(({ name }) => name).join(', ') || '-' }, facts);
  },
});

/** It knows the target group, so that it deregisters first; and a hook, or the delay, is long enough. */
function waits({ targetGroupArns, lifecycleHooks }: ScalingGroup, groups: readonly TargetGroup[]): boolean | undefined {
  const ours = groups.filter(({ arn }) => targetGroupArns.includes(arn));
  if (ours.length === 0) return false;
  const held = lifecycleHooks.some(
    ({ transition, timeoutSeconds }) => /TERMINATING/.test(transition) && (timeoutSeconds ?? 0) >= HEARD,
  );
  const delays = ours.map(({ deregistrationDelaySeconds }) => deregistrationDelaySeconds);
  if (held || delays.every((delay) => delay !== null && delay >= HEARD)) return true;
  return delays.some((delay) => delay !== null && delay < HEARD) ? false : undefined;
}
