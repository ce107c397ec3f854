import type { Step } from '../../trip.ts';
import { targetGroupsStep } from '../load-balancer.ts';
import { targetHealthStep } from '../target-health.ts';

/** Ids of the instances that are registered, draining ones included. No call of its own. */
export const instanceTargetsStep: Step<readonly string[]> = {
  id: 'step:instance-targets',
  actions: [],
  needs: [targetGroupsStep, targetHealthStep],
  async take(trip) {
    const groups = await trip.get(targetGroupsStep);
    const ofInstances = new Set(
      groups.flatMap(({ TargetGroupArn, TargetType }) => (TargetType === 'instance' ? (TargetGroupArn ?? []) : [])),
    );
    if (ofInstances.size === 0) return [];
    const health = await trip.get(targetHealthStep);
    const ids = health
      .filter(({ targetGroupArn }) => ofInstances.has(targetGroupArn))
      .flatMap(({ targets }) => targets.flatMap(({ Target }) => Target?.Id ?? []));
    return [...new Set(ids)];
  },
};
