import { pageOf } from '../paging.ts';
import { AwsError } from '../protocol/errors.ts';
import type { Shape } from '../protocol/schema.ts';
import type { TrailEvent } from '../world/history.ts';
import { date, here, type Operations, present, text, whole } from './context.ts';

/** Events reach LookupEvents minutes after they happened. */
const DELIVERY_LAG = 2 * 60_000;

const matchers: Readonly<Record<string, (event: TrailEvent, value: string) => boolean>> = {
  EventId: (event, value) => event.id === value,
  EventName: (event, value) => event.name === value,
  ReadOnly: (event, value) => String(event.readOnly) === value,
  Username: (event, value) => event.user === value,
  ResourceType: (event, value) => event.resources.some(({ type }) => type === value),
  ResourceName: (event, value) => event.resources.some(({ name }) => name === value),
  EventSource: (event, value) => event.source === value,
  AccessKeyId: (event, value) => event.accessKey === value,
};

export const cloudtrail: Operations = {
  LookupEvents: (input, context) => {
    const attributes = (input.LookupAttributes ?? []) as readonly { AttributeKey: string; AttributeValue: string }[];
    if (attributes.length > 1) {
      throw new AwsError('InvalidLookupAttributesException', 'You can only use one lookup attribute at a time.');
    }
    const from = (input.StartTime as Date | undefined)?.getTime() ?? 0;
    const to = (input.EndTime as Date | undefined)?.getTime() ?? context.now;
    if (from > to) throw new AwsError('InvalidTimeRangeException', 'StartTime must be before EndTime.');
    const max = whole(input.MaxResults, 50);
    if (max < 1 || max > 50) throw new AwsError('InvalidMaxResultsException', 'MaxResults must be between 1 and 50.');
    const events = (here(context) ? context.history.trail : [])
      .filter(({ at }) => at >= from && at <= Math.min(to, context.now - DELIVERY_LAG))
      .filter((event) => attributes.every((a) => matchers[a.AttributeKey]?.(event, a.AttributeValue) ?? false))
      .sort((a, b) => b.at - a.at);
    const badToken = () => new AwsError('InvalidNextTokenException', 'Invalid nextToken');
    const page = pageOf(events, max, text(input.NextToken), 'trail', badToken);
    return present({ Events: page.items.map(eventShape), NextToken: page.next });
  },
};

const eventShape = (event: TrailEvent): Shape =>
  present({
    EventId: event.id,
    EventName: event.name,
    ReadOnly: String(event.readOnly),
    AccessKeyId: event.accessKey ?? undefined,
    EventTime: date(event.at),
    EventSource: event.source,
    Username: event.user,
    Resources: event.resources.map(({ type, name }) => ({ ResourceType: type, ResourceName: name })),
    CloudTrailEvent: JSON.stringify(event.detail),
  });
