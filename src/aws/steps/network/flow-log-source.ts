import type { FlowLog } from '@aws-sdk/client-ec2';
import { lostOf, Nothing } from '../../failure.ts';
import type { Step } from '../../trip.ts';
import { loadBalancerStep } from '../load-balancer.ts';
import { balancerInterfacesStep, targetInterfacesStep } from './interfaces.ts';
import { flowLogsStep } from './vpc.ts';

/** More groups or buckets than this are read by nobody in a hurry. */
const sourceLimit = 3;

/** The flow logs that see the way to the targets: of the VPC, or of subnets and interfaces on it. */
export const flowLogSourcesStep: Step<readonly FlowLog[]> = {
  id: 'step:flow-log-sources',
  actions: [],
  needs: [flowLogsStep, loadBalancerStep, balancerInterfacesStep, targetInterfacesStep],
  async take(trip) {
    const [logs, balancer, own, targets] = await Promise.all([
      trip.get(flowLogsStep),
      trip.attempt(loadBalancerStep),
      trip.attempt(balancerInterfacesStep),
      trip.get(targetInterfacesStep).catch((error: unknown) => void trip.lose(...lostOf(error))),
    ]);
    const interfaces = [...(own ?? []), ...(targets ?? [])];
    const ours = new Set([
      balancer?.VpcId,
      ...(balancer?.AvailabilityZones ?? []).map(({ SubnetId }) => SubnetId),
      ...interfaces.flatMap(({ NetworkInterfaceId, SubnetId }) => [NetworkInterfaceId, SubnetId]),
    ]);
    const running = logs.filter(
      ({ ResourceId, FlowLogStatus }) => ours.has(ResourceId) && FlowLogStatus !== 'INACTIVE',
    );
    if (running.length === 0) {
      const detail = 'no flow log on the VPC, its subnets or the interfaces';
      throw new Nothing(...trip.losses(), { reason: 'not-enabled', action: null, detail });
    }
    const bySource = Map.groupBy(running, ({ LogGroupName, LogDestination }) => LogGroupName ?? LogDestination);
    const chosen = [...bySource.values()].flatMap(([first]) => first ?? []).toSorted(cheapestFirst);
    return chosen.slice(0, sourceLimit);
  },
};

/** CloudWatch Logs filters for us; files in S3 are read whole. */
function cheapestFirst(a: FlowLog, b: FlowLog): number {
  const rank = ({ LogDestinationType }: FlowLog) => (LogDestinationType === 's3' ? 1 : 0);
  return rank(a) - rank(b) || ((a.FlowLogId ?? '') < (b.FlowLogId ?? '') ? -1 : 1);
}
