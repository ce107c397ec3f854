import {
  DescribeFlowLogsCommand,
  DescribeNetworkAclsCommand,
  DescribeNetworkInterfacesCommand,
  DescribeSecurityGroupsCommand,
} from '@aws-sdk/client-ec2';
import { DescribeTargetGroupsCommand, DescribeTargetHealthCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { describe, expect, it } from '@jest/globals';
import { awsError, mockAccount, targetGroup } from '../../support/aws-account.ts';
import { collectKind } from '../../support/collect-kind.ts';

async function networkFound() {
  const collected = await collectKind('network');
  return collected.status === 'missing' ? undefined : collected.value;
}

describe('network', () => {
  it('is the way from the load balancer’s nodes to its targets', async () => {
    mockAccount();

    expect(await collectKind('network')).toMatchObject({
      status: 'complete',
      value: {
        vpcId: 'vpc-1',
        loadBalancer: { securityGroups: ['sg-alb'] },
        securityGroups: [
          {
            id: 'sg-alb',
            name: 'sg-alb-name',
            rules: [{ egress: false, protocol: '-1', cidr: '0.0.0.0/0' }, { egress: true }],
          },
          { id: 'sg-api' },
        ],
        interfaces: [
          { id: 'eni-lb', of: 'load-balancer', privateIps: ['10.0.1.61'], securityGroups: ['sg-alb'] },
          { id: 'eni-api', of: 'target', privateIps: ['10.0.11.54'], subnetId: 'subnet-back' },
        ],
        acls: [{ id: 'acl-1', subnetIds: ['subnet-front', 'subnet-back'] }],
        routeTables: [{ id: 'rtb-1', main: true, routes: [{ destination: '10.0.0.0/16', target: 'local' }] }],
        addressesWithoutInterface: [],
        flowLogs: [{ id: 'fl-1', logGroup: '/vpc/flows', destination: 'cloud-watch-logs' }],
        natGateways: [{ id: 'nat-1' }],
      },
    });
  });

  it('names the addresses inside its subnets that nobody has', async () => {
    // The mock knows the interface by the exact list of addresses that is asked for.
    const { ec2, elb } = mockAccount();
    elb.on(DescribeTargetHealthCommand).resolves({
      TargetHealthDescriptions: ['10.0.11.54', '10.0.11.99', '192.168.7.1'].map((Id) => ({
        Target: { Id, Port: 3000 },
        TargetHealth: { State: 'unhealthy' },
      })),
    });
    ec2
      .on(DescribeNetworkInterfacesCommand, {
        Filters: [{ Name: 'addresses.private-ip-address', Values: ['10.0.11.54', '10.0.11.99', '192.168.7.1'] }],
      })
      .resolves({ NetworkInterfaces: [{ NetworkInterfaceId: 'eni-api', PrivateIpAddress: '10.0.11.54' }] });

    expect(await collectKind('network')).toMatchObject({ value: { addressesWithoutInterface: ['10.0.11.99'] } });
  });

  it('takes the interface of its own network where another has the same address', async () => {
    const { ec2 } = mockAccount();
    const one = (NetworkInterfaceId: string, VpcId: string) => ({
      NetworkInterfaceId,
      VpcId,
      PrivateIpAddress: '10.0.11.54',
    });
    ec2
      .on(DescribeNetworkInterfacesCommand)
      .resolves({ NetworkInterfaces: [one('eni-far', 'vpc-9'), one('eni-near', 'vpc-1')] });

    const { interfaces } = (await networkFound()) ?? { interfaces: [] };
    expect(interfaces.filter(({ of }) => of === 'target').map(({ id }) => id)).toEqual(['eni-near']);
  });

  it('asks for nobody’s interface behind functions', async () => {
    const { elb, ec2 } = mockAccount();
    elb.on(DescribeTargetGroupsCommand).resolves({ TargetGroups: [{ ...targetGroup, TargetType: 'lambda' }] });

    await collectKind('network');

    expect(ec2.commandCalls(DescribeNetworkInterfacesCommand)).toHaveLength(1);
  });

  it('says what it could not read and brings the rest', async () => {
    mockAccount().ec2.on(DescribeNetworkAclsCommand).rejects(awsError('UnauthorizedOperation'));

    expect(await collectKind('network')).toMatchObject({
      status: 'partial',
      value: { acls: [], securityGroups: [{ id: 'sg-alb' }, { id: 'sg-api' }] },
      gaps: [{ reason: 'denied', action: 'ec2:DescribeNetworkAcls' }],
    });
  });

  it('takes the rules from the other call where the groups may not be read, and says so', async () => {
    mockAccount().ec2.on(DescribeSecurityGroupsCommand).rejects(awsError('UnauthorizedOperation'));

    expect(await collectKind('network')).toMatchObject({
      status: 'partial',
      value: {
        securityGroups: [{ id: 'sg-alb', name: null, rules: [{ egress: true }, { egress: false }] }, { id: 'sg-api' }],
      },
      gaps: [{ reason: 'denied', action: 'ec2:DescribeSecurityGroups' }],
    });
  });

  it('is a gap where EC2 does not know anything', async () => {
    const { ec2 } = mockAccount();
    ec2.reset();
    ec2.onAnyCommand().resolves({});

    expect(await collectKind('network')).toMatchObject({ status: 'missing', gaps: [{ reason: 'empty' }] });
  });

  it('leaves out flow logs of other networks', async () => {
    mockAccount()
      .ec2.on(DescribeFlowLogsCommand)
      .resolves({ FlowLogs: [{ FlowLogId: 'fl-9', ResourceId: 'vpc-9' }] });

    expect(await collectKind('network')).toMatchObject({ value: { flowLogs: [] } });
  });
});
