import { describe, expect, it } from '@jest/globals';
import { letsInvoke } from '../../src/aws/invoke-policy.ts';

const group = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/seats/8be1d6bc24d8a067';
const statement = (change: object = {}) => ({
  Sid: 'alb',
  Effect: 'Allow',
  Principal: { Service: 'elasticloadbalancing.amazonaws.com' },
  Action: 'lambda:InvokeFunction',
  Resource: 'arn:aws:lambda:eu-west-1:111122223333:function:seats:live',
  Condition: { ArnLike: { 'AWS:SourceArn': group } },
  ...change,
});
const policy = (...statements: readonly object[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements });

describe('letsInvoke', () => {
  it('knows the statement that the console writes', () => {
    expect(letsInvoke(policy(statement()), group)).toBe(true);
  });

  it.each([
    ['no condition', { Condition: undefined }],
    ['any group of the account', { Condition: { ArnLike: { 'aws:SourceArn': group.replace(/seats.*/, '*') } } }],
    ['the account', { Condition: { StringEquals: { 'AWS:SourceAccount': '111122223333' } } }],
    ['several principals', { Principal: { Service: ['events.amazonaws.com', 'elasticloadbalancing.amazonaws.com'] } }],
    ['every action', { Action: ['lambda:*'] }],
    ['a condition that nobody here knows', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }],
  ])('takes %s for a yes', (_, change) => {
    expect(letsInvoke(policy(statement(change)), group)).toBe(true);
  });

  it.each([
    ['another principal', { Principal: { Service: 'apigateway.amazonaws.com' } }],
    ['another target group', { Condition: { ArnLike: { 'AWS:SourceArn': group.replace('seats', 'pages') } } }],
    ['another account', { Condition: { StringEquals: { 'aws:SourceAccount': '999999999999' } } }],
    ['another action', { Action: 'lambda:GetFunction' }],
  ])('takes %s for a no', (_, change) => {
    expect(letsInvoke(policy(statement(change)), group)).toBe(false);
  });

  it('lets a denial win', () => {
    expect(letsInvoke(policy(statement(), statement({ Effect: 'Deny' })), group)).toBe(false);
  });

  it('reads a single statement, and says of other texts that it cannot tell', () => {
    expect(letsInvoke(JSON.stringify({ Statement: statement() }), group)).toBe(true);
    expect(letsInvoke('not json', group)).toBeNull();
    expect(letsInvoke('{"Version":"2012-10-17"}', group)).toBeNull();
  });
});
