import { DescribeTargetGroupsCommand, DescribeTargetHealthCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import {
  GetAccountSettingsCommand,
  GetAliasCommand,
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  GetPolicyCommand,
} from '@aws-sdk/client-lambda';
import { type MockedAccount, mockAccount, region, targetGroup } from './aws-account.ts';

export const functionArn = `arn:aws:lambda:${region}:111122223333:function:seats`;
export const functionGroupArn = `arn:aws:elasticloadbalancing:${region}:111122223333:targetgroup/seats/8be1d6bc24d8a067`;

export const functionPolicy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: 'elasticloadbalancing.amazonaws.com' },
      Action: 'lambda:InvokeFunction',
      Condition: { ArnLike: { 'AWS:SourceArn': functionGroupArn } },
    },
  ],
});

export const functionGroup = {
  TargetGroupArn: functionGroupArn,
  TargetGroupName: 'seats',
  TargetType: 'lambda',
} as const;

/** The mocked account with a function behind an alias as a second target group. */
export function mockFunctions() {
  const account = mockAccount();
  account.elb.on(DescribeTargetGroupsCommand).resolves({ TargetGroups: [targetGroup, functionGroup] });
  plantInFunctions(account, 'prod');
  return account;
}

/** What Lambda says of the function; `text` stands wherever people or programs write. */
export function plantInFunctions({ elb, lambda }: MockedAccount, text: string) {
  elb.on(DescribeTargetHealthCommand, { TargetGroupArn: functionGroupArn }).resolves({
    TargetHealthDescriptions: [{ Target: { Id: `${functionArn}:live` }, TargetHealth: { State: 'unavailable' } }],
  });
  lambda.on(GetFunctionConfigurationCommand).resolves({
    FunctionName: 'seats',
    Runtime: 'nodejs22.x',
    Handler: 'index.handler',
    Timeout: 15,
    MemorySize: 512,
    State: 'Active',
    LastUpdateStatus: 'Successful',
    LastUpdateStatusReason: text,
    LastModified: '2026-11-20T09:12:00.000+0000',
    Version: '12',
    Environment: { Variables: { STAGE: text } },
    LoggingConfig: { LogGroup: '/app/seats' },
  });
  lambda.on(GetPolicyCommand).resolves({ Policy: functionPolicy });
  lambda.on(GetFunctionConcurrencyCommand).resolves({ ReservedConcurrentExecutions: 20 });
  lambda.on(GetAliasCommand).resolves({ Name: 'live', FunctionVersion: '12' });
  lambda.on(GetAccountSettingsCommand).resolves({ AccountLimit: { ConcurrentExecutions: 1000 } });
}
