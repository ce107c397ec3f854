import { describe, expect, it } from '@jest/globals';
import { letsSend, queueArn } from '../../src/alarms/doctor-policy.ts';

const topic = 'arn:aws:sns:ap-northeast-1:111122223333:alarms';
const policy = (statement: object | readonly object[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: statement });
const sns = { Effect: 'Allow', Principal: { Service: 'sns.amazonaws.com' }, Action: 'sqs:SendMessage', Resource: '*' };

describe('a queue lets a topic send', () => {
  it.each([
    ['to its ARN', { ...sns, Condition: { ArnEquals: { 'aws:SourceArn': topic } } }],
    ['to a pattern', { ...sns, Condition: { ArnLike: { 'AWS:SourceArn': ['arn:aws:sns:*:111122223333:al*'] } } }],
    ['to its account', { ...sns, Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } } }],
    ['to everybody, with any action', { ...sns, Principal: '*', Action: 'sqs:*' }],
    ['in the second statement', [{ ...sns, Action: 'sqs:ReceiveMessage' }, sns]],
    ['among several services', { ...sns, Principal: { Service: ['events.amazonaws.com', 'sns.amazonaws.com'] } }],
  ])('%s', (_, statement) => {
    expect(letsSend(policy(statement), topic)).toBe(true);
  });

  it.each([
    ['another topic', policy({ ...sns, Condition: { ArnEquals: { 'aws:SourceArn': `${topic}-2` } } })],
    [
      'a pattern that only begins alike',
      policy({ ...sns, Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:*:al' } } }),
    ],
    ['another account', policy({ ...sns, Condition: { StringEquals: { 'aws:SourceAccount': '999999999999' } } })],
    ['a deny', policy({ ...sns, Effect: 'Deny' })],
    ['another service', policy({ ...sns, Principal: { Service: 's3.amazonaws.com' } })],
    ['no policy', undefined],
    ['an empty one', ''],
    ['nonsense', '{"Statement": 7}'],
  ])('not with %s', (_, text) => {
    expect(letsSend(text, topic)).toBe(false);
  });
});

describe('the ARN of a queue', () => {
  it('is read from its URL, where that tells the region', () => {
    expect(queueArn('https://sqs.eu-west-1.amazonaws.com/111122223333/q.fifo')).toBe(
      'arn:aws:sqs:eu-west-1:111122223333:q.fifo',
    );
    expect(queueArn('https://sqs.cn-north-1.amazonaws.com.cn/111122223333/q')).toBe(
      'arn:aws-cn:sqs:cn-north-1:111122223333:q',
    );
    expect(queueArn('http://127.0.0.1:1/111122223333/q')).toBeUndefined();
    expect(queueArn('http://127.0.0.1:1/111122223333/q', 'us-east-1')).toBe('arn:aws:sqs:us-east-1:111122223333:q');
  });
});
