import { type CompositeAlarm, DescribeAlarmsCommand, type MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { type AlarmSite, allPages } from './alarm-site.ts';
import { chunks } from './steps/ecs.ts';

/** Alarms of an account and region by name. */
export interface Definitions {
  readonly metric: ReadonlyMap<string, MetricAlarm>;
  readonly composite: ReadonlyMap<string, CompositeAlarm>;
}

const namesPerCall = 100;
const deepest = 3;
const most = 300;

/** Reads these alarms, and what composites among them name, three levels deep. Going in circles ends by itself. */
export async function definitionsOf(site: AlarmSite, names: readonly string[]): Promise<Definitions> {
  const found: Described[] = [];
  const asked = new Set<string>();
  let next = [...new Set(names)];
  for (let depth = 0; depth <= deepest && next.length > 0; depth += 1) {
    const batch = next.slice(0, most - asked.size);
    for (const name of batch) asked.add(name);
    const level = (await Promise.all(chunks(batch, namesPerCall).map((some) => describe(site, some)))).flat();
    found.push(...level);
    const children = level.flatMap((one) => ('composite' in one ? childrenOf(one.composite.AlarmRule ?? '') : []));
    next = [...new Set(children)].filter((name) => !asked.has(name));
  }
  return {
    metric: new Map(found.flatMap((one) => ('metric' in one ? [[one.metric.AlarmName ?? '', one.metric]] : []))),
    composite: new Map(
      found.flatMap((one) => ('composite' in one ? [[one.composite.AlarmName ?? '', one.composite]] : [])),
    ),
  };
}

/** The metric alarms behind an alarm: itself, or those that its rule comes down to. */
export function metricAlarmsOf({ metric, composite }: Definitions, names: readonly string[]): readonly MetricAlarm[] {
  const found = new Map<string, MetricAlarm>();
  const seen = new Set<string>();
  let next = names;
  for (let depth = 0; depth <= deepest; depth += 1) {
    const fresh = next.filter((name) => !seen.has(name));
    for (const name of fresh) {
      seen.add(name);
      const alarm = metric.get(name);
      if (alarm !== undefined) found.set(name, alarm);
    }
    next = fresh.flatMap((name) => childrenOf(composite.get(name)?.AlarmRule ?? ''));
  }
  return [...found.values()];
}

type Described = { readonly metric: MetricAlarm } | { readonly composite: CompositeAlarm };

function describe(site: AlarmSite, names: readonly string[]): Promise<readonly Described[]> {
  return allPages<Described>(site, async (NextToken) => {
    const {
      MetricAlarms = [],
      CompositeAlarms = [],
      ...rest
    } = await site.cloudwatch.send(
      new DescribeAlarmsCommand({
        AlarmNames: [...names],
        AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
        MaxRecords: namesPerCall,
        NextToken,
      }),
    );
    const items = [
      ...MetricAlarms.map((one) => ({ metric: one })),
      ...CompositeAlarms.map((one) => ({ composite: one })),
    ];
    return { items, next: rest.NextToken };
  });
}

/** `ALARM("a") AND NOT OK(arn:…:alarm:b)`: the names in the rule, however they are written. */
export function childrenOf(rule: string): readonly string[] {
  const states = /\b(?:ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*(?:"([^"]*)"|'([^']*)'|([^()"']*?))\s*\)/g;
  return [...rule.matchAll(states)].map(([, one, other, bare]) => alarmName((one ?? other ?? bare ?? '').trim()));
}

/** The name in an alarm's ARN; a name as it is. */
export function alarmName(nameOrArn: string): string {
  return /^arn:[^:]*:cloudwatch:[^:]*:[^:]*:alarm:(.*)$/s.exec(nameOrArn)?.[1] ?? nameOrArn;
}
