import type { StackEvent } from '@aws-sdk/client-cloudformation';
import type { Deployment } from '../../domain/evidence.ts';
import { isoOrNull, orNull } from '../translate.ts';

type Update = Omit<Deployment, 'onPath'>;

const begins = /^(CREATE|UPDATE|DELETE|IMPORT)_IN_PROGRESS$/;
const ends = /^(CREATE|UPDATE|DELETE|ROLLBACK|UPDATE_ROLLBACK|IMPORT|IMPORT_ROLLBACK)_(COMPLETE|FAILED)$/;

/** Operations on a stack: each from the event of the stack itself that began it to the one that ended it. */
export function stackUpdates(newestFirst: readonly StackEvent[]): readonly Update[] {
  const events = newestFirst.toReversed();
  const starts = events.flatMap((event, at) => (isOfStack(event) && begins.test(statusOf(event)) ? [at] : []));
  return starts.flatMap((start, nth) => {
    const update = updateOf(events.slice(start, starts[nth + 1] ?? events.length));
    return update === undefined ? [] : [update];
  });
}

function updateOf(events: readonly StackEvent[]): Update | undefined {
  const [first] = events;
  const startedAt = isoOrNull(first?.Timestamp);
  if (first === undefined || startedAt === null) return undefined;
  const own = events.filter(isOfStack);
  const end = own.findLast((event) => ends.test(statusOf(event)));
  const latest = own.at(-1);
  const status = statusOf(end ?? latest ?? first);
  const failure = events.find((event) => statusOf(event).endsWith('_FAILED'));
  const stack = first.StackName ?? '';
  return {
    by: 'cloudformation',
    id: first.EventId ?? `${stack} ${startedAt}`,
    what: stack,
    startedAt,
    endedAt: isoOrNull(end?.Timestamp),
    status,
    failed: failure !== undefined || /ROLLBACK|FAILED/.test(status),
    rolledBack: /ROLLBACK/.test(status),
    reason: orNull(failure?.ResourceStatusReason),
    initiator: null,
    resources: touchedBy(events),
  };
}

/** What was changed, not what was merely looked at. */
function touchedBy(events: readonly StackEvent[]): readonly string[] {
  const ids = events.flatMap((event) => (isOfStack(event) ? [] : (event.PhysicalResourceId ?? [])));
  return [...new Set(ids)].filter((id) => id !== '').slice(0, 100);
}

function isOfStack({ PhysicalResourceId, StackId, ResourceType }: StackEvent): boolean {
  return ResourceType === 'AWS::CloudFormation::Stack' && (PhysicalResourceId === StackId || StackId === undefined);
}

function statusOf({ ResourceStatus }: StackEvent): string {
  return ResourceStatus ?? '';
}
