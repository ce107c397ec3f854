import { CloudWatchClient, DescribeAlarmsCommand, ListTagsForResourceCommand } from '@aws-sdk/client-cloudwatch';
import {
  ConfirmSubscriptionCommand,
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  SNSClient,
  SubscribeCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Queue } from '../../../sandbox/aws/messages/queue.ts';
import { type RunningAws, startAws } from '../../../sandbox/aws/server.ts';
import { anchor, tinyPath } from '../world.ts';

let aws: RunningAws;
let sqs: SQSClient;
let sns: SNSClient;
let cloudwatch: CloudWatchClient;
let QueueUrl: string;

beforeAll(async () => {
  aws = await startAws({ world: tinyPath, port: 0, now: new Date(anchor) });
  const credentials = { accessKeyId: 'AKIATEST', secretAccessKey: 'test' };
  const config = { endpoint: aws.endpoint, region: aws.region, credentials, maxAttempts: 1 };
  sqs = new SQSClient(config);
  sns = new SNSClient(config);
  cloudwatch = new CloudWatchClient(config);
  QueueUrl = `${aws.endpoint}${aws.queue}`;
});
afterAll(() => aws.stop());

const receive = async (options: object = {}) =>
  (await sqs.send(new ReceiveMessageCommand({ QueueUrl, ...options }))).Messages ?? [];

describe('the stand-in as SQS', () => {
  it('gives a message to one reader at a time, counts its receipts, and forgets it once it is deleted', async () => {
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'hello' }));
    const attributes = { MessageSystemAttributeNames: ['ApproximateReceiveCount' as const] };
    const [first] = await receive({ ...attributes, VisibilityTimeout: 0 });
    const [second] = await receive(attributes);
    expect(await receive()).toEqual([]);
    expect([first?.Body, first?.Attributes?.ApproximateReceiveCount]).toEqual(['hello', '1']);
    expect([second?.MessageId, second?.Attributes?.ApproximateReceiveCount]).toEqual([first?.MessageId, '2']);

    await sqs.send(
      new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: second?.ReceiptHandle, VisibilityTimeout: 0 }),
    );
    const [third] = await receive();
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: third?.ReceiptHandle }));
    expect(await receive()).toEqual([]);
  });

  it('keeps a long poll open until a message comes', async () => {
    const poll = receive({ WaitTimeSeconds: 20 });
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'late' }));
    const [found] = await poll;
    expect(found?.Body).toBe('late');
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: found?.ReceiptHandle }));
  });

  it('tells its policy, its dead-letter queue and how much it holds', async () => {
    const wanted = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] });
    const { Attributes = {} } = await sqs.send(wanted);
    expect(Attributes.QueueArn).toBe('arn:aws:sqs:us-east-1:123456789012:fiveohtwo-alarms');
    expect(JSON.parse(Attributes.Policy ?? '')).toMatchObject({ Statement: [{ Action: 'sqs:SendMessage' }] });
    expect(JSON.parse(Attributes.RedrivePolicy ?? '')).toMatchObject({ maxReceiveCount: 5 });
    expect(Attributes.ApproximateNumberOfMessages).toBe('0');
  });

  it('lets go of its policy and of its dead-letter queue when it is told to', async () => {
    const set = (Attributes: Record<string, string>) =>
      sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));
    const told = async () =>
      (await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['Policy', 'RedrivePolicy'] })))
        .Attributes;
    const before = await told();
    await set({ Policy: '', RedrivePolicy: '' });
    expect(await told()).toEqual({});
    await set(before ?? {});
    expect(await told()).toEqual(before);
  });

  it('knows no other queue, and no receipt that it did not give', async () => {
    await expect(receive({ QueueUrl: `${aws.endpoint}/123456789012/other` })).rejects.toMatchObject({
      name: 'QueueDoesNotExist',
    });
    const made = new DeleteMessageCommand({ QueueUrl, ReceiptHandle: 'made-up' });
    await expect(sqs.send(made)).rejects.toMatchObject({ name: 'ReceiptHandleIsInvalid' });
  });

  it('moves what was received too often to the dead-letter queue', async () => {
    const dead = new Queue('dead', 'arn:dead', '');
    const queue = new Queue('q', 'arn:q', '', { to: dead, maxReceiveCount: 2 });
    queue.send('poison');
    expect(await queue.receive(1, 0, 0)).toHaveLength(1);
    expect(await queue.receive(1, 0, 0)).toHaveLength(1);
    expect(await queue.receive(1, 0, 0)).toEqual([]);
    expect(await dead.receive(1, 0, 0)).toMatchObject([{ body: 'poison' }]);
  });

  it('gives nothing to a reader that has hung up', async () => {
    const queue = new Queue('q', 'arn:q', '');
    const gone = new AbortController();
    const poll = queue.receive(1, 60, 20, gone.signal);
    gone.abort();
    queue.send('for the next one');
    expect(await poll).toEqual([]);
    expect(await queue.receive(1, 60, 0)).toMatchObject([{ body: 'for the next one', times: 1 }]);
  });
});

describe('the stand-in as SNS', () => {
  it('tells its subscriptions: the queue at once, an address once it is confirmed', async () => {
    const TopicArn = aws.topic;
    const Endpoint = 'https://bot.example.com/alarms/sns';
    const { SubscriptionArn } = await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'https', Endpoint }));
    const { Subscriptions = [] } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
    const { Attributes } = await sns.send(new GetTopicAttributesCommand({ TopicArn }));
    expect(SubscriptionArn).toBe('pending confirmation');
    expect(
      Subscriptions.map((one) => [one.Protocol, one.Endpoint, one.SubscriptionArn?.split(':')[5] ?? 'pending']),
    ).toEqual([
      ['sqs', 'arn:aws:sqs:us-east-1:123456789012:fiveohtwo-alarms', 'alarms'],
      ['https', Endpoint, 'pending'],
    ]);
    expect(Attributes).toMatchObject({ TopicArn, SubscriptionsConfirmed: '1', SubscriptionsPending: '1' });
    await expect(sns.send(new ConfirmSubscriptionCommand({ TopicArn, Token: 'made-up' }))).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
  });

  it('forgets a subscription that is taken away', async () => {
    const TopicArn = aws.topic;
    const { Subscriptions = [] } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
    const [queue] = Subscriptions;
    await sns.send(new UnsubscribeCommand({ SubscriptionArn: queue?.SubscriptionArn }));
    const { Subscriptions: left = [] } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
    expect(left.map(({ Protocol }) => Protocol)).toEqual(['https']);
  });

  it('knows no other topic', async () => {
    const other = new GetTopicAttributesCommand({ TopicArn: `${aws.topic}2` });
    await expect(sns.send(other)).rejects.toMatchObject({ name: 'NotFoundException' });
  });
});

describe('the stand-in as CloudWatch, asked for alarms', () => {
  const names = async (options: object) => {
    const { MetricAlarms = [], CompositeAlarms = [] } = await cloudwatch.send(new DescribeAlarmsCommand(options));
    return [...MetricAlarms, ...CompositeAlarms].map(({ AlarmName }) => AlarmName);
  };

  it('gives metric alarms only, page by page, unless it is asked for composite ones', async () => {
    const first = await cloudwatch.send(new DescribeAlarmsCommand({}));
    expect(first.MetricAlarms?.map(({ AlarmName }) => AlarmName)).toEqual(['tiny-alb-502', 'tiny-alb-target-5xx']);
    expect(await names({ NextToken: first.NextToken })).toEqual(['tiny-api-unhealthy-hosts', 'web-unhealthy-hosts']);
    expect(await names({ AlarmTypes: ['CompositeAlarm'] })).toEqual(['tiny-alb-trouble']);
    expect(await names({ ChildrenOfAlarmName: 'tiny-alb-trouble', AlarmNamePrefix: 'web' })).toEqual([
      'web-unhealthy-hosts',
    ]);
  });

  it('tells what an alarm watches and how it stands', async () => {
    const { MetricAlarms = [] } = await cloudwatch.send(new DescribeAlarmsCommand({ AlarmNames: ['tiny-alb-502'] }));
    expect(MetricAlarms).toMatchObject([
      {
        MetricName: 'HTTPCode_ELB_502_Count',
        Dimensions: [{ Name: 'LoadBalancer', Value: expect.stringMatching(/^app\/tiny-alb\//) }],
        Threshold: 1,
        AlarmActions: [aws.topic],
        StateValue: expect.stringMatching(/^(OK|ALARM)$/),
      },
    ]);
    const ResourceARN = MetricAlarms[0]?.AlarmArn;
    expect((await cloudwatch.send(new ListTagsForResourceCommand({ ResourceARN }))).Tags).toEqual([]);
  });
});
