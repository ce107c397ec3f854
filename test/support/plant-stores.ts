import { DescribeStackEventsCommand } from '@aws-sdk/client-cloudformation';
import { DescribeAlarmHistoryCommand } from '@aws-sdk/client-cloudwatch';
import { BatchGetDeploymentsCommand } from '@aws-sdk/client-codedeploy';
import { ListServiceDeploymentsCommand } from '@aws-sdk/client-ecs';
import { DescribeEventsCommand as CacheEventsCommand } from '@aws-sdk/client-elasticache';
import { DescribeEventsCommand } from '@aws-sdk/client-rds';
import { at, type MockedAccount, serviceArn } from './aws-account.ts';

/** Secrets in the words of databases, caches, release tools and alarms. */
export function plantInStores(
  { rds, elasticache, codedeploy, cloudformation, ecs, cloudwatch }: MockedAccount,
  planted: string,
) {
  rds.on(DescribeEventsCommand).resolves({
    Events: [{ SourceIdentifier: 'shop-db', Message: planted, EventCategories: [planted], Date: at }],
  });
  elasticache.on(CacheEventsCommand).resolves({
    Events: [{ SourceIdentifier: 'shop-cache', Message: planted, Date: at }],
  });
  codedeploy.on(BatchGetDeploymentsCommand).resolves({
    deploymentsInfo: [
      {
        deploymentId: 'd',
        status: 'Failed',
        createTime: at,
        errorInformation: { message: planted },
        applicationName: planted,
      },
    ],
  });
  cloudformation.on(DescribeStackEventsCommand).resolves({
    StackEvents: ['UPDATE_FAILED', 'UPDATE_IN_PROGRESS'].map((ResourceStatus) => ({
      StackId: 'stack',
      StackName: 'shop',
      EventId: ResourceStatus,
      PhysicalResourceId: 'stack',
      ResourceType: 'AWS::CloudFormation::Stack',
      Timestamp: at,
      ResourceStatus: ResourceStatus as 'UPDATE_FAILED',
      ResourceStatusReason: planted,
    })),
  });
  ecs.on(ListServiceDeploymentsCommand).resolves({
    serviceDeployments: [
      { serviceArn, status: 'ROLLBACK_SUCCESSFUL', createdAt: at, startedAt: at, statusReason: planted },
    ],
  });
  cloudwatch.on(DescribeAlarmHistoryCommand).resolves({
    AlarmHistoryItems: [
      {
        AlarmName: 'shop-502',
        Timestamp: at,
        HistoryData: JSON.stringify({ newState: { stateValue: 'ALARM', stateReason: planted } }),
      },
    ],
  });
}
