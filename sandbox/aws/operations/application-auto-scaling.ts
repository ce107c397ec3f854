import type { Operations } from './context.ts';

/** No service of a world is scaled by rules of Application Auto Scaling: it answers, and has nothing. */
export const applicationAutoScaling: Operations = {
  DescribeScalableTargets: () => ({ ScalableTargets: [] }),
  DescribeScalingPolicies: () => ({ ScalingPolicies: [] }),
  DescribeScalingActivities: () => ({ ScalingActivities: [] }),
};
