import type { Filter, FlowLog, NatGateway, NetworkAcl, RouteTable, Subnet } from '@aws-sdk/client-ec2';
import { Nothing } from '../../failure.ts';
import { type Page, pages, type Step, type Trip } from '../../trip.ts';
import { loadBalancerStep } from '../load-balancer.ts';

type Ec2 = typeof import('@aws-sdk/client-ec2');
type Read<T> = (trip: Trip, ec2: Ec2, filter: Filter, token: string | undefined) => Promise<Page<T>>;

/** Everything of one kind in the load balancer's VPC: asking by VPC needs nothing of the targets. */
function ofVpc<T>(id: string, action: string, filterName: string, read: Read<T>): Step<readonly T[]> {
  return {
    id: `step:vpc-${id}`,
    actions: [action],
    needs: [loadBalancerStep],
    async take(trip) {
      const { VpcId } = await trip.get(loadBalancerStep);
      if (VpcId === undefined) throw new Nothing({ reason: 'empty', action: null, detail: 'no VPC was given' });
      const ec2 = await import('@aws-sdk/client-ec2');
      return pages(trip, { what: action }, (token) => read(trip, ec2, { Name: filterName, Values: [VpcId] }, token));
    },
  };
}

export const subnetsStep = ofVpc<Subnet>(
  'subnets',
  'ec2:DescribeSubnets',
  'vpc-id',
  async (trip, ec2, filter, token) => {
    const answer = await trip.ec2.send(new ec2.DescribeSubnetsCommand({ Filters: [filter], NextToken: token }));
    return { items: answer.Subnets ?? [], next: answer.NextToken };
  },
);

export const aclsStep = ofVpc<NetworkAcl>(
  'acls',
  'ec2:DescribeNetworkAcls',
  'vpc-id',
  async (trip, ec2, filter, token) => {
    const answer = await trip.ec2.send(new ec2.DescribeNetworkAclsCommand({ Filters: [filter], NextToken: token }));
    return { items: answer.NetworkAcls ?? [], next: answer.NextToken };
  },
);

export const routeTablesStep = ofVpc<RouteTable>(
  'route-tables',
  'ec2:DescribeRouteTables',
  'vpc-id',
  async (trip, ec2, filter, token) => {
    const answer = await trip.ec2.send(new ec2.DescribeRouteTablesCommand({ Filters: [filter], NextToken: token }));
    return { items: answer.RouteTables ?? [], next: answer.NextToken };
  },
);

export const natGatewaysStep = ofVpc<NatGateway>(
  'nat-gateways',
  'ec2:DescribeNatGateways',
  'vpc-id',
  async (trip, ec2, filter, token) => {
    const answer = await trip.ec2.send(new ec2.DescribeNatGatewaysCommand({ Filter: [filter], NextToken: token }));
    return { items: answer.NatGateways ?? [], next: answer.NextToken };
  },
);

/** Of the account: a flow log hangs on a VPC, a subnet or an interface, and which of these are ours is not known yet. */
export const flowLogsStep: Step<readonly FlowLog[]> = {
  id: 'step:flow-logs',
  actions: ['ec2:DescribeFlowLogs'],
  needs: [],
  async take(trip) {
    const { DescribeFlowLogsCommand } = await import('@aws-sdk/client-ec2');
    return pages(trip, { what: 'ec2:DescribeFlowLogs', limit: 20 }, async (NextToken) => {
      const answer = await trip.ec2.send(new DescribeFlowLogsCommand({ NextToken }));
      return { items: answer.FlowLogs ?? [], next: answer.NextToken };
    });
  },
};
