import { loadBalancerPage } from '../console.ts';
import { loadBalancerStep } from '../steps/load-balancer.ts';
import { isoOrNull, orNull } from '../translate.ts';
import type { Collector } from '../trip.ts';

export const loadBalancerCollector: Collector<'loadBalancer'> = {
  id: 'loadBalancer',
  actions: [],
  needs: [loadBalancerStep],
  async take(trip) {
    const found = await trip.get(loadBalancerStep);
    const value = {
      name: found.LoadBalancerName ?? trip.scope.name,
      arn: found.LoadBalancerArn ?? trip.scope.arn,
      dnsName: found.DNSName ?? trip.scope.dnsName,
      type: found.Type ?? trip.scope.kind,
      scheme: orNull(found.Scheme),
      state: orNull(found.State?.Code),
      zones: (found.AvailabilityZones ?? []).flatMap(({ ZoneName }) => ZoneName ?? []),
      securityGroups: found.SecurityGroups ?? [],
      createdAt: isoOrNull(found.CreatedTime),
    };
    return { value, what: `load balancer ${value.name}`, link: loadBalancerPage(trip.scope) };
  },
};
