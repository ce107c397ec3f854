import { describe, expect, it } from '@jest/globals';
import { actorOf, changedResources } from '../../src/aws/changed-resources.ts';

const changed = (source: string, requestParameters: Readonly<Record<string, unknown>>) =>
  changedResources([], `${source}.amazonaws.com`, { requestParameters });

describe('the resources of a change', () => {
  it.each([
    ['elasticloadbalancing', { targetGroupArn: 'arn:tg' }, ['arn:tg']],
    [
      'elasticloadbalancing',
      { actions: [{ forwardConfig: { targetGroups: [{ targetGroupArn: 'a' }, { targetGroupArn: 'b' }] } }] },
      ['a', 'b'],
    ],
    ['ec2', { instancesSet: { items: [{ instanceId: 'i-1' }] } }, ['i-1']],
    ['ec2', { ModifySecurityGroupRulesRequest: { GroupId: 'sg-1' } }, ['sg-1']],
    ['rds', { dBInstanceIdentifier: 'shop-db' }, ['shop-db']],
    ['autoscaling', { autoScalingGroupName: 'web' }, ['web']],
    ['secretsmanager', { secretId: 'prod/db' }, ['prod/db']],
    ['s3', { bucketName: 'b' }, []],
  ])('of %s are read from its request', (source, request, expected) => {
    expect(changed(source, request)).toEqual(expected);
  });

  it('come once, those that CloudTrail lists first', () => {
    const detail = { requestParameters: { targetGroupArn: 'a' }, responseElements: { targetGroupArn: 'a' } };

    expect(changedResources(['z'], 'elasticloadbalancing.amazonaws.com', detail)).toEqual(['z', 'a']);
  });
});

describe('who was behind a change', () => {
  it.each([
    [{ userIdentity: { type: 'AssumedRole', invokedBy: 'ecs.amazonaws.com' } }, 'service'],
    [{ userIdentity: { arn: 'arn:aws:sts::1:assumed-role/AWSServiceRoleForAutoScaling/x' } }, 'service'],
    [{ userIdentity: { invokedBy: 'cloudformation.amazonaws.com' } }, 'automation'],
    [{ userAgent: 'APN/1.0 HashiCorp/1.0 Terraform/1.9' }, 'automation'],
    [
      { userAgent: 'aws-cli/2.31', userIdentity: { arn: 'arn:aws:sts::1:assumed-role/ci/github-actions' } },
      'automation',
    ],
    [{ userAgent: 'Mozilla/5.0', sessionCredentialFromConsole: 'true' }, 'person'],
    [{ userAgent: 'aws-cli/2.31.3' }, 'person'],
    [{ userAgent: 'my-tool/1' }, null],
    [{}, null],
  ])('%j is %s', (detail, expected) => {
    expect(actorOf(detail, null)).toBe(expected);
  });
});
