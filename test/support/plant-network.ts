import { DescribeCertificateCommand } from '@aws-sdk/client-acm';
import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DescribeSecurityGroupsCommand } from '@aws-sdk/client-ec2';
import { DescribeTargetHealthCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { MockedAccount } from './aws-account.ts';
import { canaries } from './canaries.ts';
import { certificateArn, connectionLine, flowGroup, flowLine, healthLine, targetAddress } from './mock-network.ts';

/** Secrets in the names of groups and certificates, and in the fields of the network's logs. */
export function plantInNetwork({ ec2, acm, logs, elb }: MockedAccount, planted: string): void {
  // Its address leads to the interface and to the flow records; the description holds the text.
  elb.on(DescribeTargetHealthCommand).resolves({
    TargetHealthDescriptions: [
      { Target: { Id: targetAddress, Port: 3000 }, TargetHealth: { State: 'unhealthy', Description: planted } },
    ],
  });
  ec2
    .on(DescribeSecurityGroupsCommand)
    .resolves({ SecurityGroups: [{ GroupId: 'sg-api', GroupName: planted, IpPermissions: [] }] });
  acm.on(DescribeCertificateCommand).resolves({
    Certificate: { CertificateArn: certificateArn, DomainName: planted, Status: planted as 'ISSUED' },
  });
  // A record has no room for a text: only for a word.
  const words = planted.split(/\s+/).filter((word) => word !== '');
  logs
    .on(FilterLogEventsCommand, { logGroupName: flowGroup })
    .resolves({ events: words.map((word) => ({ message: flowLine('REJECT').replace('eni-api', word) })) });
}

/** Lines of the health-check or the connection log with each secret in a quoted field; undefined for another log. */
export function plantedLines(key: string): readonly string[] | undefined {
  const texts = canaries.map(({ text }) => `"${text.replaceAll('"', '').replaceAll('\n', ' ')}"`);
  if (key.includes('health_check_log_')) return texts.map((text) => healthLine('FAIL', text));
  return key.includes('conn_log_') ? texts.map((text) => connectionLine(text)) : undefined;
}
