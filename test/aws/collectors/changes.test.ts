import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { ListClustersCommand } from '@aws-sdk/client-ecs';
import { describe, expect, it } from '@jest/globals';
import { albArn, at, awsError, groupArn, mockAccount, updateService } from '../../support/aws-account.ts';
import { collectKind } from '../../support/collect-kind.ts';

const event = (id: string, name: string, parts: object = {}) => ({
  EventId: id,
  EventName: name,
  EventTime: at,
  ReadOnly: 'false',
  EventSource: 'elasticloadbalancing.amazonaws.com',
  ...parts,
});
const named = (ResourceName: string) => ({ Resources: [{ ResourceName }] });
const lookedUp = (calls: readonly { readonly args: readonly [LookupEventsCommand, ...unknown[]] }[]) =>
  calls.map(
    ({ args: [{ input }] }) =>
      `${input.LookupAttributes?.[0]?.AttributeKey}=${input.LookupAttributes?.[0]?.AttributeValue}`,
  );

describe('changes', () => {
  it('are the write events of the window and the day before it, newest first', async () => {
    const { cloudtrail } = mockAccount();
    const earlier = { ...updateService, EventId: 'ct-0', EventTime: new Date('2026-11-19T20:00:00Z') };
    cloudtrail
      .on(LookupEventsCommand)
      .resolves({ Events: [earlier, updateService, event('r', 'DescribeRules', { ReadOnly: 'true' })] });

    const changes = await collectKind('changes');

    expect(changes).toMatchObject({
      status: 'complete',
      value: [
        {
          at: '2026-11-20T10:02:00.000Z',
          name: 'UpdateService',
          user: 'deployer',
          onPath: true,
          request: { service: 'api', taskDefinition: 'shop-api:12' },
        },
        { at: '2026-11-19T20:00:00.000Z' },
      ],
    });
    expect(cloudtrail.commandCalls(LookupEventsCommand)[0]?.args[0].input).toMatchObject({
      StartTime: new Date('2026-11-19T10:00:00Z'),
      EndTime: new Date('2026-11-20T10:10:00Z'),
    });
  });

  it.each([
    ['a target group', event('1', 'ModifyTargetGroup', named(groupArn)), true],
    [
      'a group in the request',
      event('2', 'DeregisterTargets', {
        CloudTrailEvent: JSON.stringify({ requestParameters: { targetGroupArn: groupArn } }),
      }),
      true,
    ],
    [
      'a rule of its listener',
      event('3', 'ModifyRule', named(`${albArn.replace(':loadbalancer/', ':listener-rule/')}/l/r`)),
      true,
    ],
    ['a security group of its tasks', event('4', 'RevokeSecurityGroupIngress', named('sg-api')), true],
    [
      'a revision of its family',
      event('5', 'RegisterTaskDefinition', {
        EventSource: 'ecs.amazonaws.com',
        CloudTrailEvent: JSON.stringify({ requestParameters: { family: 'shop-api' } }),
      }),
      true,
    ],
    [
      'a service of that name in another cluster',
      event('6', 'UpdateService', {
        EventSource: 'ecs.amazonaws.com',
        CloudTrailEvent: JSON.stringify({ requestParameters: { cluster: 'media', service: 'api' } }),
      }),
      false,
    ],
    ['another group', event('7', 'ModifyTargetGroup', named(`${groupArn}0`)), false],
    ['what cannot be read', event('8', 'ModifyRule', { CloudTrailEvent: '{"cut' }), false],
  ])('knows whether %s is on the path', async (_, one, onPath) => {
    mockAccount()
      .cloudtrail.on(LookupEventsCommand)
      .resolves({ Events: [one] });

    expect(await collectKind('changes')).toMatchObject({ value: [{ onPath }] });
  });

  it('reads page after page where the budget reaches back to the beginning', async () => {
    const { cloudtrail } = mockAccount();
    cloudtrail
      .on(LookupEventsCommand)
      .resolvesOnce({ Events: [event('a', 'X', { EventTime: new Date('2026-11-20T02:00:00Z') })], NextToken: 'n' })
      .resolves({ Events: [event('b', 'Y')] });

    expect(await collectKind('changes')).toMatchObject({ status: 'complete', value: [{ name: 'Y' }, { name: 'X' }] });
    expect(lookedUp(cloudtrail.commandCalls(LookupEventsCommand))).toEqual(['ReadOnly=false', 'ReadOnly=false']);
  });

  it('are a gap when denied, with the action', async () => {
    mockAccount().cloudtrail.on(LookupEventsCommand).rejects(awsError('AccessDeniedException'));

    expect(await collectKind('changes')).toMatchObject({
      status: 'missing',
      gaps: [{ reason: 'denied', action: 'cloudtrail:LookupEvents' }],
    });
  });

  it('stand without ECS', async () => {
    mockAccount().ecs.on(ListClustersCommand).rejects(awsError('AccessDenied'));

    expect(await collectKind('changes')).toMatchObject({ status: 'complete', value: [{ name: 'UpdateService' }] });
  });
});
