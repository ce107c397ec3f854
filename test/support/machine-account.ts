import {
  DescribeAutoScalingGroupsCommand,
  DescribeInstanceRefreshesCommand,
  DescribeLifecycleHooksCommand,
  DescribePoliciesCommand,
  DescribeScalingActivitiesCommand,
} from '@aws-sdk/client-auto-scaling';
import { DescribeInstanceStatusCommand, DescribeInstancesCommand } from '@aws-sdk/client-ec2';
import { DescribeTargetGroupsCommand, DescribeTargetHealthCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { at, type MockedAccount, mockAccount, region, targetGroup } from './aws-account.ts';
import { functionGroup, plantInFunctions } from './function-account.ts';

export const machineGroupArn = `arn:aws:elasticloadbalancing:${region}:111122223333:targetgroup/desk/9cf2d6bc24d8a067`;

export const machineGroup = {
  TargetGroupArn: machineGroupArn,
  TargetGroupName: 'desk',
  TargetType: 'instance',
  Port: 8080,
} as const;

/** The mocked account with a function and an Auto Scaling group beside the Fargate service. */
export function mockWholeAccount(): MockedAccount {
  const account = mockAccount();
  account.elb.on(DescribeTargetGroupsCommand).resolves({ TargetGroups: [targetGroup, functionGroup, machineGroup] });
  plantInFunctions(account, 'prod');
  plantInMachines(account, 'desk');
  return account;
}

/** What EC2 and Auto Scaling say of one instance and its group; `text` stands wherever people or programs write. */
export function plantInMachines({ elb, ec2, autoscaling }: MockedAccount, text: string): void {
  elb.on(DescribeTargetHealthCommand, { TargetGroupArn: machineGroupArn }).resolves({
    TargetHealthDescriptions: [{ Target: { Id: 'i-0abc', Port: 8080 }, TargetHealth: { State: 'healthy' } }],
  });
  ec2.on(DescribeInstancesCommand).resolves({
    Reservations: [
      {
        Instances: [
          {
            InstanceId: 'i-0abc',
            State: { Name: 'running' },
            PrivateIpAddress: '10.0.1.77',
            StateTransitionReason: text,
            Tags: [{ Key: 'Note', Value: text }],
          },
        ],
      },
    ],
  });
  ec2.on(DescribeInstanceStatusCommand).resolves({
    InstanceStatuses: [{ InstanceId: 'i-0abc', Events: [{ Code: 'system-reboot', Description: text }] }],
  });
  autoscaling.on(DescribeAutoScalingGroupsCommand).resolves({
    AutoScalingGroups: [
      {
        AutoScalingGroupName: 'desk',
        MinSize: 1,
        MaxSize: 4,
        DesiredCapacity: 1,
        DefaultCooldown: 300,
        AvailabilityZones: [`${region}a`],
        HealthCheckType: 'ELB',
        CreatedTime: at,
        TargetGroupARNs: [machineGroupArn],
      },
    ],
  });
  autoscaling.on(DescribeScalingActivitiesCommand).resolves({
    Activities: [
      {
        ActivityId: 'a-1',
        AutoScalingGroupName: 'desk',
        StartTime: at,
        StatusCode: 'Successful',
        Cause: text,
        Description: text,
      },
    ],
  });
  autoscaling.on(DescribeLifecycleHooksCommand).resolves({ LifecycleHooks: [] });
  autoscaling.on(DescribePoliciesCommand).resolves({ ScalingPolicies: [] });
  autoscaling.on(DescribeInstanceRefreshesCommand).resolves({ InstanceRefreshes: [] });
}
