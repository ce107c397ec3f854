import { pageOf } from '../paging.ts';
import { AwsError } from '../protocol/errors.ts';
import type { Shape } from '../protocol/schema.ts';
import type { ReleaseRecord } from '../world/release-records.ts';
import { type Context, here, type Operations, present, text } from './context.ts';

const SECOND = 1_000;

interface StackEvent {
  readonly at: number;
  readonly logical: string;
  readonly physical: string;
  readonly type: string;
  readonly status: string;
  readonly reason?: string | undefined;
}

const stacksOf = (context: Context): readonly ReleaseRecord[] =>
  here(context) ? (context.history.releases ?? []).filter((one) => one.with === 'cloudformation') : [];

export const cloudformation: Operations = {
  DescribeStackEvents: (input, context) => {
    const name = text(input.StackName);
    const updates = stacksOf(context).filter((one) => one.name === name || one.id === name);
    const [first] = updates;
    if (!first) throw new AwsError('ValidationError', `Stack [${name}] does not exist`);
    const events = updates
      .flatMap(eventsOf)
      .filter(({ at }) => at <= context.now)
      .sort((a, b) => b.at - a.at);
    const page = pageOf(events, context.pageSize * 5, text(input.NextToken), 'stack-events');
    return present({
      StackEvents: page.items.map((event) => shape(first, event)),
      NextToken: page.next,
    });
  },
  DescribeStackResources: (input, context) => {
    const wanted = text(input.PhysicalResourceId);
    const stack = stacksOf(context).find(
      (one) => one.name === text(input.StackName) || one.resources.some(({ id }) => id === wanted),
    );
    if (!stack) throw new AwsError('ValidationError', `Stack for ${wanted ?? text(input.StackName)} does not exist`);
    return {
      StackResources: stack.resources.map(({ type, logical, id }) => ({
        StackName: stack.name,
        StackId: stack.id,
        LogicalResourceId: logical,
        PhysicalResourceId: id,
        ResourceType: type,
        Timestamp: new Date(stack.startedAt),
        ResourceStatus: 'UPDATE_COMPLETE',
      })),
    };
  },
};

/** An update in the order in which CloudFormation tells it. */
function eventsOf(one: ReleaseRecord): readonly StackEvent[] {
  const stack = { logical: one.name, physical: one.id, type: 'AWS::CloudFormation::Stack' };
  const begun: StackEvent[] = [
    { ...stack, at: one.startedAt, status: 'UPDATE_IN_PROGRESS', reason: 'User Initiated' },
    ...one.resources.map(({ type, logical, id }, n) => ({
      at: one.startedAt + (4 + n) * SECOND,
      logical,
      physical: id,
      type,
      status: 'UPDATE_IN_PROGRESS',
    })),
  ];
  if (one.endedAt === null) return begun;
  return [...begun, ...endOf(one, one.endedAt, stack)];
}

function endOf(
  one: ReleaseRecord,
  end: number,
  stack: Pick<StackEvent, 'logical' | 'physical' | 'type'>,
): readonly StackEvent[] {
  const [first] = one.resources;
  if (one.outcome === 'succeeded') {
    const done = one.resources.map(({ type, logical, id }) => ({
      at: end - 8 * SECOND,
      logical,
      physical: id,
      type,
      status: 'UPDATE_COMPLETE',
    }));
    return [...done, { ...stack, at: end, status: 'UPDATE_COMPLETE' }];
  }
  const why = one.reason ?? 'Resource handler returned message: "ECS Deployment Circuit Breaker was triggered"';
  const failed = {
    at: end - 60 * SECOND,
    logical: first?.logical ?? one.name,
    physical: first?.id ?? one.id,
    type: first?.type ?? stack.type,
    status: 'UPDATE_FAILED',
    reason: why,
  };
  if (one.outcome === 'failed') return [failed, { ...stack, at: end, status: 'UPDATE_ROLLBACK_FAILED', reason: why }];
  return [
    failed,
    {
      ...stack,
      at: end - 58 * SECOND,
      status: 'UPDATE_ROLLBACK_IN_PROGRESS',
      reason: `The following resource(s) failed to update: [${failed.logical}].`,
    },
    { ...stack, at: end, status: 'UPDATE_ROLLBACK_COMPLETE' },
  ];
}

const shape = (one: ReleaseRecord, { at, logical, physical, type, status, reason }: StackEvent): Shape =>
  present({
    StackId: one.id,
    StackName: one.name,
    EventId: `${logical}-${status}-${at}`,
    LogicalResourceId: logical,
    PhysicalResourceId: physical,
    ResourceType: type,
    Timestamp: new Date(at),
    ResourceStatus: status,
    ResourceStatusReason: reason,
  });
