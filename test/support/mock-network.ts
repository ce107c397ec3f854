import { ACMClient, DescribeCertificateCommand } from '@aws-sdk/client-acm';
import {
  DescribeFlowLogsCommand,
  DescribeNatGatewaysCommand,
  DescribeNetworkAclsCommand,
  DescribeNetworkInterfacesCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { mockClient } from 'aws-sdk-client-mock';

export const flowGroup = '/vpc/flows';
export const certificateArn = 'arn:aws:acm:ap-northeast-1:111122223333:certificate/1';
export const targetAddress = '10.0.11.54';

const base = 'health_check_logs.s3 connection_logs.s3'.split(' ');
/** Both logs beside the access log. */
export const logAttributes: Readonly<Record<string, string>> = Object.fromEntries(
  base.flatMap((log) => [
    [`${log}.enabled`, 'true'],
    [`${log}.bucket`, 'shop-logs'],
    [`${log}.prefix`, ''],
  ]),
);

const dimension = 'app/shop-alb/50dc6c495c0c9188';
const minute = '2026-11-20T10:02:00.000000Z';
export const healthLine = (status = 'PASS', reason = '-') =>
  `http ${minute} 0.004 ${targetAddress}:3000 shop-api ${status} 200 ${reason} ${dimension} 10.0.1.61`;
export const connectionLine = (status = 'Success') =>
  `${minute} 203.0.113.9 40000 443 TLSv1.3 TLS_AES_128_GCM_SHA256 0.01 "-" - - ${status} TID_1 X25519 ${dimension} 10.0.1.61`;

const eni = (id: string, address: string, subnet: string, group: string) => ({
  NetworkInterfaceId: id,
  PrivateIpAddress: address,
  PrivateIpAddresses: [{ PrivateIpAddress: address, Primary: true }],
  SubnetId: subnet,
  VpcId: 'vpc-1',
  AvailabilityZone: 'ap-northeast-1a',
  Groups: [{ GroupId: group }],
  Status: 'in-use' as const,
});

export const flowLine = (action: string, from = '10.0.1.61', to = targetAddress) =>
  `2 111122223333 eni-api ${from} ${to} 40000 3000 6 4 240 1795168920 1795168980 ${action} OK`;

const open = { IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] };
const entries = [true, false].map((Egress) => ({
  RuleNumber: 100,
  Egress,
  RuleAction: 'allow' as const,
  Protocol: '-1',
  CidrBlock: '0.0.0.0/0',
}));

/** A VPC in which everything is open, its flow log in CloudWatch Logs, one certificate. */
export function mockNetwork() {
  const ec2 = mockClient(EC2Client);
  const acm = mockClient(ACMClient);
  ec2.onAnyCommand().resolves({});
  acm.onAnyCommand().resolves({});
  ec2
    .on(DescribeNetworkInterfacesCommand, { Filters: [{ Name: 'description', Values: [`ELB ${dimension}`] }] })
    .resolves({ NetworkInterfaces: [eni('eni-lb', '10.0.1.61', 'subnet-front', 'sg-alb')] });
  ec2
    .on(DescribeNetworkInterfacesCommand, {
      Filters: [{ Name: 'addresses.private-ip-address', Values: [targetAddress] }],
    })
    .resolves({ NetworkInterfaces: [eni('eni-api', targetAddress, 'subnet-back', 'sg-api')] });
  ec2.on(DescribeSecurityGroupsCommand).resolves({
    SecurityGroups: ['sg-alb', 'sg-api'].map((GroupId) => ({
      GroupId,
      GroupName: `${GroupId}-name`,
      IpPermissions: [open],
      IpPermissionsEgress: [open],
    })),
  });
  ec2.on(DescribeSecurityGroupRulesCommand).resolves({
    SecurityGroupRules: ['sg-alb', 'sg-api'].flatMap((GroupId) =>
      [true, false].map((IsEgress) => ({
        GroupId,
        IsEgress,
        IpProtocol: '-1',
        FromPort: -1,
        ToPort: -1,
        CidrIpv4: '0.0.0.0/0',
      })),
    ),
  });
  ec2.on(DescribeSubnetsCommand).resolves({
    Subnets: [
      {
        SubnetId: 'subnet-front',
        CidrBlock: '10.0.1.0/24',
        AvailabilityZone: 'ap-northeast-1a',
        AvailableIpAddressCount: 240,
      },
      { SubnetId: 'subnet-back', CidrBlock: '10.0.11.0/24', AvailabilityZone: 'ap-northeast-1a' },
    ],
  });
  ec2.on(DescribeNetworkAclsCommand).resolves({
    NetworkAcls: [
      {
        NetworkAclId: 'acl-1',
        Associations: [{ SubnetId: 'subnet-front' }, { SubnetId: 'subnet-back' }],
        Entries: entries,
      },
    ],
  });
  ec2.on(DescribeRouteTablesCommand).resolves({
    RouteTables: [
      {
        RouteTableId: 'rtb-1',
        Associations: [{ Main: true }],
        Routes: [{ DestinationCidrBlock: '10.0.0.0/16', GatewayId: 'local', State: 'active' }],
      },
    ],
  });
  ec2.on(DescribeNatGatewaysCommand).resolves({
    NatGateways: [{ NatGatewayId: 'nat-1', SubnetId: 'subnet-front', State: 'available' }],
  });
  ec2.on(DescribeFlowLogsCommand).resolves({
    FlowLogs: [
      {
        FlowLogId: 'fl-1',
        ResourceId: 'vpc-1',
        FlowLogStatus: 'ACTIVE',
        TrafficType: 'ALL',
        LogDestinationType: 'cloud-watch-logs',
        LogGroupName: flowGroup,
      },
    ],
  });
  acm.on(DescribeCertificateCommand).resolves({
    Certificate: {
      CertificateArn: certificateArn,
      DomainName: 'shop.example.com',
      SubjectAlternativeNames: ['shop.example.com', 'www.shop.example.com'],
      Status: 'ISSUED',
      NotBefore: new Date('2026-06-01T00:00:00Z'),
      NotAfter: new Date('2027-06-01T00:00:00Z'),
      KeyAlgorithm: 'RSA_2048',
    },
  });
  return { ec2, acm };
}
