import type { AlarmHistoryItem, Dimension, MetricAlarm } from '@aws-sdk/client-cloudwatch';
import type { AlarmChange } from '../../domain/evidence.ts';
import { alarmsPage } from '../console.ts';
import { alarmPastStep } from '../steps/alarm-history.ts';
import { storesNearStep } from '../steps/data-stores.ts';
import { servicesStep } from '../steps/ecs.ts';
import { targetGroupDimension, targetGroupsStep } from '../steps/load-balancer.ts';
import { isoOrNull, lastPart, orNull } from '../translate.ts';
import type { Collector, Trip } from '../trip.ts';

/** Kept of the account's alarms that watch something else: a few, for what happened around it. */
const elsewhereLimit = 30;

export const alarmHistoryCollector: Collector<'alarmHistory'> = {
  id: 'alarmHistory',
  actions: [],
  needs: [alarmPastStep, targetGroupsStep, servicesStep, storesNearStep],
  async take(trip) {
    const [{ items, alarms }, path] = await Promise.all([trip.get(alarmPastStep), dimensionsOnPath(trip)]);
    const all = items.flatMap((item) => toChange(item, alarms, path)).sort((a, b) => b.at.localeCompare(a.at));
    const ours = all.filter(({ onPath }) => onPath);
    const others = all.filter(({ onPath }) => !onPath).slice(0, elsewhereLimit);
    return {
      value: [...ours, ...others].sort((a, b) => b.at.localeCompare(a.at)),
      what: `${all.length} changes of alarms since three hours before the window, ${ours.length} on the path`,
      link: alarmsPage(trip.scope),
    };
  },
};

/** `Name=Value` of what an alarm on the path has among its dimensions. A service's name counts only with its cluster. */
async function dimensionsOnPath(trip: Trip): Promise<(dimensions: readonly Dimension[]) => boolean> {
  const [groups, services, stores] = await Promise.all([
    trip.attempt(targetGroupsStep),
    trip.attempt(servicesStep),
    trip.attempt(storesNearStep),
  ]);
  const single = new Set([
    `LoadBalancer=${trip.scope.dimension}`,
    ...(groups ?? []).map(({ TargetGroupArn = '' }) => `TargetGroup=${targetGroupDimension(TargetGroupArn)}`),
    ...(stores ?? []).flatMap(({ members }) =>
      members.flatMap((id) => [`DBInstanceIdentifier=${id}`, `DBClusterIdentifier=${id}`, `CacheClusterId=${id}`]),
    ),
  ]);
  const pairs = new Set(
    (services ?? []).map(({ clusterArn = '', serviceName = '' }) => `${lastPart(clusterArn)}/${serviceName}`),
  );
  return (dimensions) => {
    const of = (name: string) => dimensions.find(({ Name }) => Name === name)?.Value ?? '';
    return (
      dimensions.some(({ Name, Value }) => single.has(`${Name}=${Value}`)) ||
      pairs.has(`${of('ClusterName')}/${of('ServiceName')}`)
    );
  };
}

interface StateData {
  readonly oldState?: { readonly stateValue?: string };
  readonly newState?: { readonly stateValue?: string; readonly stateReason?: string };
}

function toChange(
  item: AlarmHistoryItem,
  alarms: ReadonlyMap<string, MetricAlarm>,
  isOurs: (dimensions: readonly Dimension[]) => boolean,
): readonly AlarmChange[] {
  const at = isoOrNull(item.Timestamp);
  const { oldState, newState } = dataOf(item.HistoryData);
  const to = newState?.stateValue ?? / to (\w+)\s*$/.exec(item.HistorySummary ?? '')?.[1];
  if (at === null || to === undefined) return [];
  const alarm = item.AlarmName ?? '';
  const watched = watchedBy(alarms.get(alarm));
  return [
    {
      at,
      alarm,
      from: orNull(oldState?.stateValue),
      to,
      reason: orNull(newState?.stateReason),
      metric: watched[0]?.metric ?? null,
      onPath: watched.some(({ dimensions }) => isOurs(dimensions)),
    },
  ];
}

/** One metric, or those of its formula. */
function watchedBy(alarm: MetricAlarm | undefined): readonly { metric: string; dimensions: readonly Dimension[] }[] {
  if (alarm === undefined) return [];
  if (alarm.MetricName !== undefined)
    return [{ metric: `${alarm.Namespace ?? ''}/${alarm.MetricName}`, dimensions: alarm.Dimensions ?? [] }];
  return (alarm.Metrics ?? []).flatMap(({ MetricStat }) =>
    MetricStat?.Metric === undefined
      ? []
      : [
          {
            metric: `${MetricStat.Metric.Namespace ?? ''}/${MetricStat.Metric.MetricName ?? ''}`,
            dimensions: MetricStat.Metric.Dimensions ?? [],
          },
        ],
  );
}

function dataOf(json: string | undefined): StateData {
  try {
    return json === undefined ? {} : (JSON.parse(json) as StateData);
  } catch {
    return {};
  }
}
