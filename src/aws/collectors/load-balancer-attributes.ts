import { loadBalancerPage } from '../console.ts';
import { attributesStep } from '../steps/load-balancer.ts';
import { numberOrNull } from '../translate.ts';
import type { Collector } from '../trip.ts';

export const loadBalancerAttributesCollector: Collector<'loadBalancerAttributes'> = {
  id: 'loadBalancerAttributes',
  actions: [],
  needs: [attributesStep],
  async take(trip) {
    const raw = await trip.get(attributesStep);
    const value = {
      idleTimeoutSeconds: numberOrNull(raw['idle_timeout.timeout_seconds']),
      clientKeepAliveSeconds: numberOrNull(raw['client_keep_alive.seconds']),
      accessLogs: {
        enabled: raw['access_logs.s3.enabled'] === 'true',
        bucket: raw['access_logs.s3.bucket'] || null,
        prefix: raw['access_logs.s3.prefix'] || null,
      },
      raw,
    };
    return { value, what: `${Object.keys(raw).length} attributes`, link: loadBalancerPage(trip.scope) };
  },
};
