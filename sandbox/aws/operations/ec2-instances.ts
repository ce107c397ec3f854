import { pageOf } from '../paging.ts';
import { AwsError } from '../protocol/errors.ts';
import type { CheckState, InstanceRecord, InstanceState } from '../world/instance-records.ts';
import { type Context, here, type Operations, pageSize, present, text } from './context.ts';
import { type Filtered, fits, pickIds, tagFilters, tagShapes } from './ec2-filters.ts';

const HOUR = 3_600_000;
const codes: Readonly<Record<InstanceState, number>> = {
  pending: 0,
  running: 16,
  'shutting-down': 32,
  terminated: 48,
  stopping: 64,
  stopped: 80,
};

interface Now {
  readonly instance: InstanceRecord;
  readonly state: InstanceRecord['states'][number];
}

/** The instances EC2 still tells of: a terminated one for about an hour. */
function standing(context: Context): readonly Now[] {
  if (!here(context)) return [];
  return context.history.instances.flatMap((instance) => {
    const state = instance.states.findLast(({ at }) => at <= context.now);
    const forgotten = !state || (state.state === 'terminated' && context.now - state.at > HOUR);
    return forgotten ? [] : [{ instance, state }];
  });
}

const asked = (context: Context, ids: unknown) =>
  pickIds(standing(context), ids, ({ instance }) => instance.id, 'InvalidInstanceID.NotFound', 'instance');

const filtersOf = ({ instance, state }: Now, vpc: string): Filtered => ({
  ...tagFilters(instance.tags),
  'availability-zone': [instance.zone],
  'instance-id': [instance.id],
  'instance-state-name': [state.state],
  'network-interface.addresses.private-ip-address': [instance.ip],
  'network-interface.network-interface-id': [instance.interfaceId],
  'private-ip-address': [instance.ip],
  'subnet-id': [instance.subnet],
  'vpc-id': [vpc],
});

const stateShape = ({ state }: Now) => ({ Code: codes[state.state], Name: state.state });

function instanceShape(now: Now, vpc: string) {
  const { instance, state } = now;
  const gone = state.state === 'terminated';
  return present({
    InstanceId: instance.id,
    ImageId: instance.image,
    InstanceType: instance.type,
    LaunchTime: new Date(instance.launchedAt),
    State: stateShape(now),
    StateReason: state.reason === undefined ? undefined : { Code: codeOf(state.reason), Message: state.reason },
    StateTransitionReason: transitionOf(state),
    Placement: { AvailabilityZone: instance.zone, Tenancy: 'default', GroupName: '' },
    Monitoring: { State: 'disabled' },
    Architecture: 'x86_64',
    RootDeviceType: 'ebs',
    RootDeviceName: '/dev/xvda',
    EbsOptimized: true,
    EnaSupport: true,
    Hypervisor: 'xen',
    VirtualizationType: 'hvm',
    AmiLaunchIndex: 0,
    Tags: tagShapes(instance.tags),
    SecurityGroups: gone ? [] : instance.securityGroups.map((id) => ({ GroupId: id, GroupName: id })),
    ...(gone ? {} : network(instance, vpc)),
  });
}

const codeOf = (reason: string) => reason.split(':')[0] ?? reason;

/** `User initiated (2026-11-23 10:04:11 GMT)` once an instance is on its way down. */
function transitionOf({ at, state, reason }: InstanceRecord['states'][number]): string {
  if (state === 'pending' || state === 'running') return '';
  const by = reason?.startsWith('Server.') ? 'Service initiated' : 'User initiated';
  return `${by} (${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} GMT)`;
}

const network = (instance: InstanceRecord, vpc: string) => ({
  VpcId: vpc,
  SubnetId: instance.subnet,
  PrivateIpAddress: instance.ip,
  PrivateDnsName: `ip-${instance.ip.replaceAll('.', '-')}.ec2.internal`,
  NetworkInterfaces: [
    {
      NetworkInterfaceId: instance.interfaceId,
      PrivateIpAddress: instance.ip,
      PrivateIpAddresses: [{ Primary: true, PrivateIpAddress: instance.ip }],
      SubnetId: instance.subnet,
      VpcId: vpc,
      Status: 'in-use',
    },
  ],
});

function statusShape(now: Now, at: number) {
  const found = now.instance.checks.findLast((each) => each.at <= at);
  const running = now.state.state === 'running';
  const shape = (state: CheckState) => {
    const Status = running ? state : 'not-applicable';
    const since = state === 'impaired' && found ? { ImpairedSince: new Date(found.at) } : {};
    const word = state === 'impaired' ? 'failed' : 'passed';
    return running ? { Status, Details: [{ Name: 'reachability', Status: word, ...since }] } : { Status };
  };
  return {
    InstanceId: now.instance.id,
    AvailabilityZone: now.instance.zone,
    InstanceState: stateShape(now),
    SystemStatus: shape(found?.system ?? 'initializing'),
    InstanceStatus: shape(found?.instance ?? 'initializing'),
  };
}

const badToken = () => new AwsError('InvalidNextToken', 'The NextToken value is invalid');

export const ec2Instances: Operations = {
  DescribeInstances: (input, context) => {
    const { vpc } = context.history;
    const found = asked(context, input.InstanceIds).filter((each) => fits(input.Filters, filtersOf(each, vpc)));
    const page = pageOf(found, pageSize(input.MaxResults, context), text(input.NextToken), 'instance', badToken);
    return present({
      Reservations: page.items.map((each) => ({
        ReservationId: each.instance.id.replace(/^i-/, 'r-'),
        OwnerId: context.history.account,
        Instances: [instanceShape(each, vpc)],
      })),
      NextToken: page.next,
    });
  },
  DescribeInstanceStatus: (input, context) => {
    const found = asked(context, input.InstanceIds).filter(
      ({ state }) => input.IncludeAllInstances === true || state.state === 'running',
    );
    const page = pageOf(found, pageSize(input.MaxResults, context), text(input.NextToken), 'status', badToken);
    return present({
      InstanceStatuses: page.items.map((each) => statusShape(each, context.now)),
      NextToken: page.next,
    });
  },
};
