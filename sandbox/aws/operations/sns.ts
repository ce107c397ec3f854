import type { Topic } from '../messages/topic.ts';
import { pageOf } from '../paging.ts';
import { AwsError } from '../protocol/errors.ts';
import type { Shape } from '../protocol/schema.ts';
import { type Context, type Operations, present, text } from './context.ts';

function topicOf(input: Shape, { post }: Context): Topic {
  const found = post.topics.find(({ arn }) => arn === text(input.TopicArn));
  if (!found) throw new AwsError('NotFoundException', 'Topic does not exist', 404);
  return found;
}

const arnOf = (one: { readonly arn: string; readonly isConfirmed: boolean }) =>
  one.isConfirmed ? one.arn : 'PendingConfirmation';

export const sns: Operations = {
  GetTopicAttributes: (input, context) => {
    const topic = topicOf(input, context);
    const confirmed = topic.subscriptions.filter(({ isConfirmed }) => isConfirmed).length;
    return {
      Attributes: {
        TopicArn: topic.arn,
        Owner: topic.account,
        DisplayName: '',
        SubscriptionsConfirmed: String(confirmed),
        SubscriptionsPending: String(topic.subscriptions.length - confirmed),
        SubscriptionsDeleted: '0',
      },
    };
  },
  ListSubscriptionsByTopic: (input, context) => {
    const topic = topicOf(input, context);
    const page = pageOf(topic.subscriptions, context.pageSize, text(input.NextToken), 'subscriptions');
    return present({
      Subscriptions: page.items.map((one) => ({
        SubscriptionArn: arnOf(one),
        Owner: topic.account,
        Protocol: one.protocol,
        Endpoint: one.endpoint,
        TopicArn: topic.arn,
      })),
      NextToken: page.next,
    });
  },
  Subscribe: (input, context) => {
    const topic = topicOf(input, context);
    const one = topic.subscribe(text(input.Protocol) ?? '', text(input.Endpoint) ?? '');
    return { SubscriptionArn: one.isConfirmed ? one.arn : 'pending confirmation' };
  },
  Unsubscribe: (input, context) => {
    const arn = text(input.SubscriptionArn);
    const topic = context.post.topics.find(({ subscriptions }) => subscriptions.some((one) => one.arn === arn));
    if (topic) topic.subscriptions = topic.subscriptions.filter((one) => one.arn !== arn);
    return {};
  },
  ConfirmSubscription: (input, context) => {
    const one = topicOf(input, context).subscriptions.find(({ token }) => token === text(input.Token));
    if (!one) throw new AwsError('InvalidParameterException', 'Invalid parameter: Token');
    one.isConfirmed = true;
    return { SubscriptionArn: one.arn };
  },
};
