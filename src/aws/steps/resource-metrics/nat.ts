import type { MetricSeries } from '../../../domain/evidence.ts';
import type { Step } from '../../trip.ts';
import { metricData } from '../metric-data.ts';
import { spanOf } from '../metrics.ts';
import { natGatewaysStep } from '../network/vpc.ts';

const ofGateway = [
  ['ErrorPortAllocation', 'Sum'],
  ['PacketsDropCount', 'Sum'],
  ['ActiveConnectionCount', 'Maximum'],
  ['ConnectionAttemptCount', 'Sum'],
  ['ConnectionEstablishedCount', 'Sum'],
] as const;

const gatewayLimit = 10;

/** Of the NAT gateways of the VPC. */
export const natMetricsStep: Step<readonly MetricSeries[]> = {
  id: 'step:nat-metrics',
  actions: ['cloudwatch:GetMetricData'],
  needs: [natGatewaysStep],
  async take(trip) {
    const gateways = (await trip.get(natGatewaysStep)).flatMap(({ NatGatewayId }) => NatGatewayId ?? []);
    const wanted = gateways.slice(0, gatewayLimit).flatMap((NatGatewayId) =>
      ofGateway.map(([metric, stat]) => ({
        namespace: 'AWS/NATGateway',
        metric,
        stat,
        dimensions: { NatGatewayId },
      })),
    );
    if (wanted.length === 0) return [];
    const series = await metricData(trip, wanted, spanOf(trip, 'window'));
    return series.filter(({ points }) => points.length > 0);
  },
};
