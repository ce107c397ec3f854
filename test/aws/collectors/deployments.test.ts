import { DescribeStackEventsCommand, type StackEvent } from '@aws-sdk/client-cloudformation';
import { ListDeploymentsCommand } from '@aws-sdk/client-codedeploy';
import { ListServiceDeploymentsCommand } from '@aws-sdk/client-ecs';
import { describe, expect, it } from '@jest/globals';
import { at, awsError, groupArn, mockAccount } from '../../support/aws-account.ts';
import { collectKind } from '../../support/collect-kind.ts';

const stackId = 'arn:aws:cloudformation:ap-northeast-1:111122223333:stack/shop/1';
const minutes = (n: number) => new Date(at.getTime() + n * 60_000);
const ofStack = (n: number, ResourceStatus: StackEvent['ResourceStatus'], more: object = {}): StackEvent => ({
  StackId: stackId,
  StackName: 'shop',
  EventId: `e${n}`,
  PhysicalResourceId: stackId,
  ResourceType: 'AWS::CloudFormation::Stack',
  Timestamp: minutes(n),
  ResourceStatus,
  ...more,
});
const ofGroup = (n: number, ResourceStatus: StackEvent['ResourceStatus'], more: object = {}) =>
  ofStack(n, ResourceStatus, { PhysicalResourceId: groupArn, ResourceType: 'AWS::X', ...more });

describe('deployments', () => {
  it('are those of CodeDeploy and ECS that touched the path', async () => {
    mockAccount();

    expect(await collectKind('deployments')).toMatchObject({
      status: 'complete',
      value: [
        { by: 'codedeploy', id: 'd-1', what: 'shop/api', status: 'Succeeded', failed: false, onPath: true },
        { by: 'ecs', what: 'api', status: 'SUCCESSFUL', onPath: true },
      ],
    });
  });

  it('are updates of the stack that the tags name, each from its begin to its end', async () => {
    mockAccount()
      .cloudformation.on(DescribeStackEventsCommand)
      .resolves({
        StackEvents: [
          ofStack(4, 'UPDATE_ROLLBACK_COMPLETE'),
          ofGroup(3, 'UPDATE_FAILED', { ResourceStatusReason: 'circuit breaker' }),
          ofGroup(1, 'UPDATE_IN_PROGRESS'),
          ofStack(0, 'UPDATE_IN_PROGRESS'),
          ofStack(-50, 'UPDATE_COMPLETE'),
          ofStack(-60, 'UPDATE_IN_PROGRESS'),
        ],
      });

    const collected = await collectKind('deployments');
    const stacks = collected.status === 'missing' ? [] : collected.value.filter(({ by }) => by === 'cloudformation');

    expect(stacks).toMatchObject([
      {
        what: 'shop',
        status: 'UPDATE_ROLLBACK_COMPLETE',
        startedAt: at.toISOString(),
        failed: true,
        rolledBack: true,
        reason: 'circuit breaker',
        onPath: true,
      },
      { status: 'UPDATE_COMPLETE', failed: false, onPath: false },
    ]);
  });

  it('stand without one of the tools, and are a gap without all', async () => {
    const account = mockAccount();
    account.codedeploy.on(ListDeploymentsCommand).rejects(awsError('AccessDeniedException'));

    expect(await collectKind('deployments')).toMatchObject({
      status: 'partial',
      value: [{ by: 'ecs' }],
      gaps: [{ reason: 'denied', action: 'codedeploy:ListDeployments' }],
    });

    account.cloudformation.on(DescribeStackEventsCommand).rejects(awsError('AccessDenied'));
    account.ecs.on(ListServiceDeploymentsCommand).rejects(awsError('AccessDeniedException'));

    expect(await collectKind('deployments')).toMatchObject({ status: 'missing' });
  });
});
