import { DescribeTargetHealthCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import {
  GetAccountSettingsCommand,
  GetAliasCommand,
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  GetPolicyCommand,
} from '@aws-sdk/client-lambda';
import { describe, expect, it } from '@jest/globals';
import { awsError, mockAccount } from '../../support/aws-account.ts';
import { collectKind } from '../../support/collect-kind.ts';
import { functionArn, functionGroupArn, mockFunctions } from '../../support/function-account.ts';

const gone = awsError('ResourceNotFoundException', 'Function not found');
const only = async () => {
  const collected = await collectKind('functions');
  return { collected, one: collected.status === 'missing' ? undefined : collected.value[0] };
};

describe('the functions behind a load balancer', () => {
  it('are told with what the alias points to, their limits and whether the load balancer may call them', async () => {
    mockFunctions();

    const { collected, one } = await only();

    expect(collected.status).toBe('complete');
    expect(one).toMatchObject({
      arn: `${functionArn}:live`,
      name: 'seats',
      qualifier: 'live',
      targetGroupArn: functionGroupArn,
      exists: true,
      version: '12',
      runtime: 'nodejs22.x',
      timeoutSeconds: 15,
      memoryMb: 512,
      lastModified: '2026-11-20T09:12:00.000Z',
      logGroup: '/app/seats',
      invokableByLoadBalancer: true,
      reservedConcurrency: 20,
      accountConcurrency: 1000,
    });
  });

  it('are none, and nobody asks Lambda, where no target group is of functions', async () => {
    const { lambda } = mockAccount();

    const { collected } = await only();

    expect(collected).toMatchObject({ status: 'complete', value: [] });
    expect(lambda.calls()).toHaveLength(0);
  });

  it('tell a deleted alias from a deleted function', async () => {
    const { lambda } = mockFunctions();
    lambda.on(GetFunctionConfigurationCommand).rejects(gone);
    lambda.on(GetPolicyCommand).rejects(gone);
    lambda.on(GetAliasCommand).rejects(gone);

    expect((await only()).one).toMatchObject({ exists: false, nameExists: true, invokableByLoadBalancer: null });

    lambda.on(GetFunctionConcurrencyCommand).rejects(gone);

    const { collected, one } = await only();
    expect(one).toMatchObject({ exists: false, nameExists: false });
    expect(collected.status).toBe('complete');
  });

  it('may be called by nobody where there is no policy at all', async () => {
    const { lambda } = mockFunctions();
    lambda.on(GetPolicyCommand).rejects(gone);

    expect((await only()).one).toMatchObject({ exists: true, invokableByLoadBalancer: false });
  });

  it('stay known by name, with a gap for each denied call, where Lambda lets nobody look', async () => {
    const { lambda } = mockFunctions();
    lambda.onAnyCommand().rejects(awsError('AccessDeniedException', 'not authorized'));
    for (const command of [GetFunctionConfigurationCommand, GetPolicyCommand, GetFunctionConcurrencyCommand])
      lambda.on(command).rejects(awsError('AccessDeniedException', 'not authorized'));
    lambda.on(GetAliasCommand).rejects(awsError('AccessDeniedException', 'not authorized'));
    lambda.on(GetAccountSettingsCommand).rejects(awsError('AccessDeniedException', 'not authorized'));

    const { collected, one } = await only();

    expect(collected.status).toBe('partial');
    expect(one).toMatchObject({ name: 'seats', exists: null, invokableByLoadBalancer: null, timeoutSeconds: null });
    const actions = collected.status === 'partial' ? collected.gaps.map(({ action }) => action) : [];
    expect(actions.toSorted()).toEqual([
      'lambda:GetAccountSettings',
      'lambda:GetAlias',
      'lambda:GetFunctionConcurrency',
      'lambda:GetFunctionConfiguration',
      'lambda:GetPolicy',
    ]);
  });

  it('are not taken for missing by an endpoint that knows nothing of Lambda', async () => {
    const { lambda } = mockFunctions();
    lambda.on(GetFunctionConfigurationCommand).rejects(awsError('UnknownError', '404 page not found'));

    expect((await only()).one).toMatchObject({ exists: null });
  });

  it('are a gap where nobody may see what is registered', async () => {
    const { elb } = mockFunctions();
    elb.on(DescribeTargetHealthCommand).rejects(awsError('AccessDenied', 'no'));
    elb.on(DescribeTargetHealthCommand, { TargetGroupArn: functionGroupArn }).rejects(awsError('AccessDenied', 'no'));

    expect((await only()).collected).toMatchObject({ status: 'missing', gaps: [{ reason: 'denied' }] });
  });
});
