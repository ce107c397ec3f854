import { ListTagsForResourceCommand, type MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { DescribeLoadBalancersCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { AlarmEvent } from '../domain/alarm.ts';
import type { PlacedAlarm } from '../domain/alarm-rows.ts';
import type { Candidate } from '../domain/resource.ts';
import type { Message } from '../domain/text.ts';
import { alarmName, type Definitions, definitionsOf, metricAlarmsOf } from './alarm-definitions.ts';
import { type Dimensions, loadBalancersOf } from './alarm-paths.ts';
import { type AlarmSite, allPages, tried } from './alarm-site.ts';
import { CallFailed } from './failure.ts';

/** Each alarm's tags are one call: of a storm only so many are asked for. */
const mostTags = 20;
const mostCandidates = 100;
export const targetTag = '502:target';

/** The IAM actions behind alarms. */
export const alarmActions: readonly string[] = [
  'cloudwatch:DescribeAlarms',
  'cloudwatch:GetMetricData',
  'cloudwatch:ListTagsForResource',
  'ecs:DescribeServices',
  'elasticloadbalancing:DescribeLoadBalancers',
  'elasticloadbalancing:DescribeTargetGroups',
];

/** Which load balancer each alarm of one account and region is about: by dimensions, by its parts, by its tag. Never a guess. */
export async function placeInSite(
  site: AlarmSite,
  events: readonly AlarmEvent[],
  failure: () => CallFailed | undefined,
): Promise<readonly PlacedAlarm[]> {
  const bare = events.filter(isBare);
  const definitions = await definitionsOf(site, bare.flatMap(namesOf));
  const dimensionsOf = (event: AlarmEvent) => allDimensions(event, definitions);
  const balancers = await loadBalancersOf(site, events.flatMap(dimensionsOf));
  const found = new Map(events.map((event) => [event, [...new Set(dimensionsOf(event).flatMap(balancers))]]));
  const tags = await tagsOf(
    site,
    events.filter((event) => found.get(event)?.length === 0),
  );
  const isOpen = (event: AlarmEvent) => found.get(event)?.length === 0 && !tags.has(event.alarm);
  const all = events.some(isOpen) ? await listAlbs(site) : [];
  return events.map((event): PlacedAlarm => {
    const { alarm } = event;
    const [only, ...others] = found.get(event) ?? [];
    if (only !== undefined && others.length === 0) return { alarm, target: only, note: null, candidates: [] };
    if (only !== undefined) return several(alarm, [only, ...others]);
    const tag = tags.get(alarm);
    if (tag !== undefined) return { alarm, target: tag, note: null, candidates: [] };
    return { alarm, target: null, note: whyNot(event, definitions, failure()), candidates: all };
  });
}

/** Only its definition tells what it watches; of metric math the event names no more than the first metric. */
function isBare({ metric, kind }: AlarmEvent): boolean {
  return metric === null || kind === 'metric-math' || Object.keys(metric.dimensions).length === 0;
}

/** What an alarm's rule names, else the alarm itself. */
function namesOf({ alarm, children }: AlarmEvent): readonly string[] {
  return children.length > 0 ? children.map(alarmName) : [alarmName(alarm)];
}

function allDimensions(event: AlarmEvent, definitions: Definitions): readonly Dimensions[] {
  if (event.metric !== null && !isBare(event)) return [event.metric.dimensions];
  return metricAlarmsOf(definitions, namesOf(event)).flatMap(watchedBy);
}

/** A plain alarm watches one metric, metric math several. */
function watchedBy({ Dimensions = [], Metrics = [] }: MetricAlarm): readonly Dimensions[] {
  const inside = Metrics.map(({ MetricStat }) => MetricStat?.Metric?.Dimensions ?? []);
  return [Dimensions, ...inside]
    .filter(({ length }) => length > 0)
    .map((pairs) => Object.fromEntries(pairs.map(({ Name = '', Value = '' }) => [Name, Value])));
}

async function tagsOf(site: AlarmSite, events: readonly AlarmEvent[]): Promise<ReadonlyMap<string, string>> {
  const answers = await Promise.all(
    events.slice(0, mostTags).map(async ({ alarm }) => {
      const command = new ListTagsForResourceCommand({ ResourceARN: alarm });
      const tags = await tried(site, async () => (await site.cloudwatch.send(command).catch(gone)).Tags ?? [], []);
      return [alarm, tags.find(({ Key }) => Key === targetTag)?.Value?.trim() ?? ''] as const;
    }),
  );
  return new Map(answers.filter(([, value]) => value !== ''));
}

/** An alarm that is no more has no tags: AWS did answer. */
function gone(error: unknown): { readonly Tags?: undefined } {
  if (error instanceof CallFailed && error.reason === 'not-found') return {};
  throw error;
}

export async function listAlbs(site: AlarmSite): Promise<readonly Candidate[]> {
  const all = await allPages(site, async (Marker) => {
    const command = new DescribeLoadBalancersCommand({ PageSize: 400, Marker });
    const { LoadBalancers = [], NextMarker } = await site.elasticloadbalancing.send(command);
    return {
      items: LoadBalancers.flatMap(({ LoadBalancerArn = '' }) => candidateOf(LoadBalancerArn) ?? []),
      next: NextMarker,
    };
  });
  return all.toSorted((a, b) => (a.name < b.name ? -1 : 1)).slice(0, mostCandidates);
}

function candidateOf(arn: string): Candidate | undefined {
  const [, , , region = '', , rest = ''] = arn.split(':');
  const [, type, name] = rest.split('/');
  return type === 'app' && name !== undefined ? { name, arn, region, profile: null } : undefined;
}

function several(alarm: string, arns: readonly string[]): PlacedAlarm {
  const candidates = arns.flatMap((arn) => candidateOf(arn) ?? []).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const names = candidates.slice(0, 8).map(({ name }) => name);
  return { alarm, target: null, note: { id: 'alarm/why/several', args: { names: names.join(', ') } }, candidates };
}

function whyNot(event: AlarmEvent, definitions: Definitions, failure: CallFailed | undefined): Message {
  if (failure !== undefined) return failureNote(failure);
  const names = namesOf(event);
  const isGone = !names.some((name) => definitions.metric.has(name) || definitions.composite.has(name));
  // Its own name as people may see it: what it is known by may hold a secret.
  const [asked = event.name] = event.children.length > 0 ? names : [event.name];
  if (isBare(event) && isGone) return { id: 'alarm/why/gone', args: { name: asked.slice(0, 200) } };
  const seen = allDimensions(event, definitions).flatMap((one) =>
    Object.entries(one).map(([name, value]) => `${name} ${value}`),
  );
  return {
    id: 'alarm/why/nothing-named',
    args: { seen: [...new Set(seen)].slice(0, 4).join(', ').slice(0, 300) || '—' },
  };
}

function failureNote({ reason, action }: CallFailed): Message {
  if (reason === 'denied') return { id: 'alarm/why/denied', args: { action } };
  return { id: reason === 'throttled' ? 'alarm/why/throttled' : 'alarm/why/failed', args: { action } };
}
