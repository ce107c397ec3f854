import type { NetworkInterface as RawInterface } from '@aws-sdk/client-ec2';
import type { TargetGroup } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { TargetHealth } from '../../domain/evidence.ts';
import { makeFlowTotals } from '../../logs/index.ts';
import { ec2Page } from '../console.ts';
import { Nothing } from '../failure.ts';
import { readAllFlows } from '../flow-lines.ts';
import { servicesStep, stoppedTasksStep } from '../steps/ecs.ts';
import { targetGroupsStep } from '../steps/load-balancer.ts';
import { flowLogSourcesStep } from '../steps/network/flow-log-source.ts';
import { balancerInterfacesStep, targetInterfacesStep } from '../steps/network/interfaces.ts';
import { toInterface } from '../steps/network/translate.ts';
import type { Collector, Trip } from '../trip.ts';
import { targetHealthCollector } from './target-health.ts';

/** Each takes a call or two of an API that the whole account shares. */
const addressLimit = 10;

export const flowRecordsCollector: Collector<'flowRecords'> = {
  id: 'flowRecords',
  actions: ['logs:FilterLogEvents', 's3:ListBucket', 's3:GetObject'],
  needs: [
    flowLogSourcesStep,
    targetGroupsStep,
    targetHealthCollector,
    balancerInterfacesStep,
    targetInterfacesStep,
    servicesStep,
    stoppedTasksStep,
  ],
  async take(trip) {
    const sources = await trip.get(flowLogSourcesStep);
    const [groups, health, own, interfaces] = await Promise.all([
      trip.get(targetGroupsStep),
      trip.get(targetHealthCollector),
      trip.attempt(balancerInterfacesStep),
      trip.get(targetInterfacesStep),
    ]);
    const targets = portsByAddress(groups, [...health.value, ...(await leftTargets(trip))], interfaces);
    const addresses = [...targets.keys()];
    if (addresses.length === 0)
      throw new Nothing({ reason: 'empty', action: null, detail: 'no target has an address' });
    const nodes = new Set((own ?? []).flatMap((one) => toInterface(one, 'load-balancer').privateIps));
    const totals = makeFlowTotals({ nodes, targets }, { from: trip.window.from, to: trip.window.to });
    await readAllFlows(trip, sources, addresses.slice(0, addressLimit), (record) => totals.add(record));
    const value = totals.totals();
    if (value.read === 0) {
      const detail = 'the flow logs hold no record between load balancer and targets';
      throw new Nothing(...trip.losses(), { reason: 'empty', action: null, detail });
    }
    if (addresses.length > addressLimit) {
      const detail = `flow records of ${addressLimit} of ${addresses.length} targets`;
      trip.lose({ reason: 'cut-off', action: null, detail });
    }
    const rejected = value.pairs.reduce((sum, pair) => sum + pair.rejected, 0);
    const what = `${value.read} flow records between load balancer and targets, ${rejected} rejected`;
    return { value, what, link: ec2Page(trip.scope, 'NIC:') };
  },
};

/** ECS replaces what fails: by the time somebody looks, the targets that could not be reached may be gone. */
async function leftTargets(trip: Trip): Promise<readonly TargetHealth[]> {
  const [services, stopped] = await Promise.all([trip.attempt(servicesStep), trip.attempt(stoppedTasksStep)]);
  return (stopped ?? []).flatMap(({ group, stoppedAt, containers, attachments }) => {
    const service = services?.find(({ serviceName }) => group === `service:${serviceName}`);
    const within = (stoppedAt?.getTime() ?? 0) >= Date.parse(trip.window.from);
    const addresses = [
      ...(containers ?? []).flatMap(({ networkInterfaces = [] }) =>
        networkInterfaces.flatMap(({ privateIpv4Address }) => privateIpv4Address ?? []),
      ),
      ...(attachments ?? []).flatMap(({ details = [] }) =>
        details.flatMap(({ name, value }) => (name === 'privateIPv4Address' ? (value ?? []) : [])),
      ),
    ];
    return (within ? (service?.loadBalancers ?? []) : []).flatMap(({ targetGroupArn = '', containerPort }) =>
      [...new Set(addresses)].map((id) => ({
        targetGroupArn,
        id,
        port: containerPort ?? null,
        zone: null,
        state: 'gone',
        reason: null,
        description: null,
      })),
    );
  });
}

/** Those that fail first: when not all can be asked for, they are what it is about. */
function portsByAddress(
  groups: readonly TargetGroup[],
  health: readonly TargetHealth[],
  interfaces: readonly RawInterface[],
): ReadonlyMap<string, ReadonlySet<number>> {
  const failingFirst = health.toSorted((a, b) => Number(a.state === 'healthy') - Number(b.state === 'healthy'));
  const ends = failingFirst.flatMap((one) => {
    const group = groups.find(({ TargetGroupArn }) => TargetGroupArn === one.targetGroupArn);
    const ports = [one.port ?? group?.Port, Number(group?.HealthCheckPort)].filter((port) => Number.isInteger(port));
    if (group?.TargetType === 'lambda') return [];
    return addressesOf(one, interfaces).map((address) => ({ address, ports }));
  });
  return new Map(
    [...Map.groupBy(ends, ({ address }) => address)].map(([address, all]) => [
      address,
      new Set(all.flatMap(({ ports }) => ports.flatMap((port) => port ?? []))),
    ]),
  );
}

function addressesOf({ id }: TargetHealth, interfaces: readonly RawInterface[]): readonly string[] {
  if (!id.startsWith('i-')) return [id];
  return interfaces
    .map((one) => toInterface(one, 'target'))
    .filter(({ instanceId }) => instanceId === id)
    .flatMap(({ privateIps }) => privateIps.slice(0, 1));
}
