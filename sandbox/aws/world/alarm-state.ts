import type { AlarmRecord, MetricAlarm } from './alarms.ts';
import { type Datum, type MetricStore, statistic } from './metric-store.ts';

const MINUTE = 60_000;

export type StateValue = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

interface Datapoint {
  /** Start of its period, epoch ms. */
  readonly at: number;
  readonly value: number;
}

/** What an alarm comes to at one moment, and from which datapoints; newest first. */
export interface Evaluation {
  readonly state: StateValue;
  readonly datapoints: readonly Datapoint[];
  /** Names of the alarms that a composite follows. */
  readonly triggering: readonly string[];
}

/** As CloudWatch does it each minute: the last N whole periods, M of which must breach. */
export function evaluateAll(
  alarms: readonly AlarmRecord[],
  metrics: MetricStore,
  at: number,
): ReadonlyMap<string, Evaluation> {
  const found = new Map<string, Evaluation>();
  for (const alarm of alarms) if (alarm.kind === 'metric') found.set(alarm.name, evaluate(alarm, metrics, at));
  for (const alarm of alarms) {
    if (alarm.kind !== 'composite') continue;
    const triggering = alarm.children.filter((name) => found.get(name)?.state === 'ALARM');
    found.set(alarm.name, { state: triggering.length > 0 ? 'ALARM' : 'OK', datapoints: [], triggering });
  }
  return found;
}

function evaluate(alarm: MetricAlarm, metrics: MetricStore, at: number): Evaluation {
  const series = metrics.find(alarm.namespace, alarm.metric, alarm.dimensions);
  const end = Math.floor(at / MINUTE) * MINUTE;
  const datapoints: Datapoint[] = [];
  for (let k = 1; k <= alarm.periods; k++) {
    const start = end - k * alarm.period * 1000;
    const value = statistic(dataOf(series?.minutes, start, start + alarm.period * 1000), alarm.statistic);
    if (value !== undefined) datapoints.push({ at: start, value });
  }
  return { state: stateOf(alarm, datapoints), datapoints, triggering: [] };
}

function stateOf(alarm: MetricAlarm, datapoints: readonly Datapoint[]): StateValue {
  if (datapoints.filter(({ value }) => breaches(alarm, value)).length >= alarm.datapoints) return 'ALARM';
  return datapoints.length === 0 && alarm.missing === 'missing' ? 'INSUFFICIENT_DATA' : 'OK';
}

export function breaches({ comparison, threshold }: MetricAlarm, value: number): boolean {
  switch (comparison) {
    case 'GreaterThanOrEqualToThreshold':
      return value >= threshold;
    case 'GreaterThanThreshold':
      return value > threshold;
    case 'LessThanThreshold':
      return value < threshold;
    case 'LessThanOrEqualToThreshold':
      return value <= threshold;
  }
}

function dataOf(minutes: ReadonlyMap<number, Datum> | undefined, start: number, end: number): readonly Datum[] {
  const data: Datum[] = [];
  for (let minute = start; minute < end; minute += MINUTE) {
    const datum = minutes?.get(minute);
    if (datum) data.push(datum);
  }
  return data;
}
