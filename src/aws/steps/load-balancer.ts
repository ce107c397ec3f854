import {
  DescribeListenersCommand,
  DescribeLoadBalancerAttributesCommand,
  DescribeLoadBalancersCommand,
  DescribeTargetGroupsCommand,
  type Listener,
  type LoadBalancer,
  type TargetGroup,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { Nothing } from '../failure.ts';
import { pages, type Step } from '../trip.ts';

export const loadBalancerStep: Step<LoadBalancer> = {
  id: 'step:load-balancer',
  actions: ['elasticloadbalancing:DescribeLoadBalancers'],
  needs: [],
  async take({ elasticloadbalancing, scope }) {
    const command = new DescribeLoadBalancersCommand({ LoadBalancerArns: [scope.arn] });
    const { LoadBalancers: [found] = [] } = await elasticloadbalancing.send(command);
    if (found === undefined) throw new Nothing({ reason: 'empty', action: null, detail: `no answer for ${scope.arn}` });
    return found;
  },
};

export const attributesStep: Step<Readonly<Record<string, string>>> = {
  id: 'step:attributes',
  actions: ['elasticloadbalancing:DescribeLoadBalancerAttributes'],
  needs: [],
  async take({ elasticloadbalancing, scope }) {
    const command = new DescribeLoadBalancerAttributesCommand({ LoadBalancerArn: scope.arn });
    const { Attributes = [] } = await elasticloadbalancing.send(command);
    if (Attributes.length === 0)
      throw new Nothing({ reason: 'empty', action: null, detail: 'no attributes were given' });
    return asRecord(Attributes);
  },
};

export const listenersStep: Step<readonly Listener[]> = {
  id: 'step:listeners',
  actions: ['elasticloadbalancing:DescribeListeners'],
  needs: [],
  take: (trip) =>
    pages(trip, { what: 'elasticloadbalancing:DescribeListeners' }, async (Marker) => {
      const command = new DescribeListenersCommand({ LoadBalancerArn: trip.scope.arn, Marker });
      const { Listeners = [], NextMarker } = await trip.elasticloadbalancing.send(command);
      return { items: Listeners, next: NextMarker };
    }),
};

export const targetGroupsStep: Step<readonly TargetGroup[]> = {
  id: 'step:target-groups',
  actions: ['elasticloadbalancing:DescribeTargetGroups'],
  needs: [],
  take: (trip) =>
    pages(trip, { what: 'elasticloadbalancing:DescribeTargetGroups' }, async (Marker) => {
      const command = new DescribeTargetGroupsCommand({ LoadBalancerArn: trip.scope.arn, Marker });
      const { TargetGroups = [], NextMarker } = await trip.elasticloadbalancing.send(command);
      return { items: TargetGroups, next: NextMarker };
    }),
};

/** ELB's key and value pairs. */
export function asRecord(
  pairs: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(pairs.flatMap(({ Key, Value }) => (Key === undefined ? [] : [[Key, Value ?? '']])));
}

/** 'targetgroup/shop-api/73e2d6bc24d8a067', the value of CloudWatch's TargetGroup dimension. */
export function targetGroupDimension(arn: string): string {
  return arn.split(':').at(-1) ?? arn;
}
