import type { Event } from '@aws-sdk/client-cloudtrail';
import type { Change } from '../../domain/evidence.ts';
import { actorOf, changedResources, type Detail } from '../changed-resources.ts';
import { trailPage } from '../console.ts';
import { isOnPath, type PathNames, pathNames } from '../on-path.ts';
import { servicesStep } from '../steps/ecs.ts';
import { loadBalancerStep, targetGroupsStep } from '../steps/load-balancer.ts';
import { ownedNamesStep } from '../steps/owned-names.ts';
import { type Lookup, newestWritesStep, writeEvents } from '../steps/trail.ts';
import { isoOrNull } from '../translate.ts';
import type { Collector } from '../trip.ts';

const requestLimit = 4_000;
const lagMs = 15 * 60_000;

export const changesCollector: Collector<'changes'> = {
  id: 'changes',
  actions: ['cloudtrail:LookupEvents'],
  needs: [newestWritesStep, loadBalancerStep, targetGroupsStep, servicesStep, ownedNamesStep],
  async take(trip) {
    void trip.get(newestWritesStep); // needs nothing of the others: it goes out with them
    const [loadBalancer, groups, services, owned] = await Promise.all([
      trip.attempt(loadBalancerStep),
      trip.attempt(targetGroupsStep),
      trip.attempt(servicesStep),
      trip.attempt(ownedNamesStep),
    ]);
    const targetGroupArns = (groups ?? []).flatMap(({ TargetGroupArn }) => TargetGroupArn ?? []);
    const ofServices = (services ?? []).flatMap(
      ({ networkConfiguration }) => networkConfiguration?.awsvpcConfiguration?.securityGroups ?? [],
    );
    const securityGroups = [...new Set([...ofServices, ...(loadBalancer?.SecurityGroups ?? [])])];
    const path = pathNames({
      loadBalancerArn: trip.scope.arn,
      targetGroupArns,
      securityGroups,
      services: services ?? [],
      ...(owned && { owned }),
    });
    const own = ['autoscaling.amazonaws.com', 'rds.amazonaws.com', 'elasticache.amazonaws.com'].flatMap(
      // Where nothing is named all stores count as ours: too many to ask for.
      (source) => [...(owned?.get(source) ?? [])].slice(0, 1),
    );
    const nearest = lookupsOf({
      arn: trip.scope.arn,
      targetGroups: targetGroupArns,
      securityGroups,
      hasServices: services === undefined || services.length > 0,
      own: [...new Set(own)],
    });
    const { events, coverage } = await writeEvents(trip, nearest);
    const value = events.flatMap((event) => toChange(event, path)).sort((a, b) => b.at.localeCompare(a.at));
    const ours = value.filter(({ onPath }) => onPath).length;
    const late = trip.clock.now().getTime() - Date.parse(trip.window.to) < lagMs;
    const lag = late ? '; CloudTrail is minutes late, the very last changes may be missing' : '';
    return {
      value,
      what: `${value.length} changes since a day before the window, ${ours} on the path (${coverage})${lag}`,
      link: trailPage(trip.scope),
    };
  },
};

interface Nearby {
  readonly arn: string;
  readonly targetGroups: readonly string[];
  readonly securityGroups: readonly string[];
  readonly hasServices: boolean;
  /** An Auto Scaling group, a database, a cache. */
  readonly own: readonly string[];
}

/**
 * Nearest first. ECS puts no resource into its events, so a deploy is found by its name; what ELB, EC2, Auto Scaling and
 * RDS changed (ModifyTargetGroup, RevokeSecurityGroupIngress, StartInstanceRefresh, RebootDBInstance …) by resource.
 */
function lookupsOf({ arn, targetGroups, securityGroups, hasServices, own }: Nearby): readonly Lookup[] {
  const resource = (value: string): Lookup => ({ key: 'ResourceName', value });
  const [group, ...moreGroups] = targetGroups;
  const [security, ...moreSecurity] = securityGroups;
  return [
    ...(hasServices ? [{ key: 'EventName', value: 'UpdateService' } as const] : []),
    ...(group === undefined ? [] : [resource(group)]),
    resource(arn),
    ...(security === undefined ? [] : [resource(security)]),
    ...own.map(resource),
    ...moreGroups.map(resource),
    ...moreSecurity.map(resource),
  ];
}

function toChange(event: Event, path: PathNames): readonly Change[] {
  const at = isoOrNull(event.EventTime);
  const detail = detailOf(event);
  if (at === null || event.ReadOnly === 'true' || detail.readOnly === true) return [];
  const source = event.EventSource ?? '';
  const listed = (event.Resources ?? []).flatMap(({ ResourceName }) => ResourceName ?? []);
  const resources = changedResources(listed, source, detail);
  const user = event.Username ?? null;
  const request = detail.requestParameters ?? null;
  return [
    {
      at,
      name: event.EventName ?? '',
      source,
      user,
      actor: actorOf(detail, user),
      resources,
      onPath: isOnPath({ resources, request, source }, path),
      errorCode: detail.errorCode ?? null,
      request: request === null ? null : shortened(request),
    },
  ];
}

function detailOf({ CloudTrailEvent }: Event): Detail {
  try {
    return CloudTrailEvent === undefined ? {} : (JSON.parse(CloudTrailEvent) as Detail);
  } catch {
    // The event itself stands; only its request is not readable.
    return {};
  }
}

/** The parameters that fit, in their order; the others are named. */
function shortened(request: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const kept: [string, unknown][] = [];
  let size = 0;
  for (const [name, value] of Object.entries(request)) {
    const length = JSON.stringify(value)?.length ?? 0;
    const fits = size + length <= requestLimit;
    if (fits) size += length;
    kept.push([name, fits ? value : '(too long)']);
  }
  return Object.fromEntries(kept);
}
