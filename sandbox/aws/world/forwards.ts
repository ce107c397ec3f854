import type { Fleet } from './fleet.ts';
import type { RuleRecord } from './history.ts';
import { targetGroupNames } from './names.ts';
import type { Run } from './run.ts';
import type { World } from './spec.ts';
import type { TrailEntry } from './trail.ts';

type Forward = World['forwards'][number];

const holds = ({ at, until }: Forward, offset: number) => at <= offset && (until === undefined || offset < until);

/** Where a request for a fleet really goes: a rule may have been changed since. */
export function detourOf(run: Run, fleets: readonly Fleet[]): (fleet: Fleet) => Fleet {
  const { world, anchor } = run;
  const keyOf = keysOf(world);
  if (world.forwards.length === 0 || run.metricsOnly) return (fleet) => fleet;
  const named = (key: string) => fleets.find(({ app }) => keyOf(app) === key);
  return (fleet) => {
    const own = world.forwards.find((one) => one.from === keyOf(fleet.app) && holds(one, run.schedule.now - anchor));
    if (!own || !run.random.chance(own.weight / 100)) return fleet;
    return named(own.to) ?? fleet;
  };
}

/** Apps are copied for the simulation: their services tell which is which. */
const keysOf = (world: World) => {
  const keys = new Map(Object.entries(world.apps).map(([key, app]) => [`${app.cluster}/${app.service}`, key]));
  return ({ cluster, service }: World['apps'][string]) => keys.get(`${cluster}/${service}`);
};

/** The weights of a rule over time. */
export function shiftsOf(world: World, anchor: number, app: World['apps'][string]): RuleRecord['shifts'] {
  const key = keysOf(world)(app);
  return world.forwards
    .filter(({ from }) => from === key)
    .map((one) => ({
      at: anchor + one.at,
      ...(one.until === undefined ? {} : { until: anchor + one.until }),
      targets: [
        { arn: groupArn(world, one.from), weight: 100 - one.weight },
        { arn: groupArn(world, one.to), weight: one.weight },
      ].filter(({ weight }) => weight > 0),
    }));
}

const groupArn = (world: World, key: string) => {
  const app = world.apps[key];
  return targetGroupNames(world, app?.targetGroup ?? app?.service ?? key).arn;
};

/** The calls that made the shifts. */
export function forwardTrail(
  world: World,
  anchor: number,
  loadBalancers: readonly {
    readonly listeners: readonly { readonly arn: string; readonly rules: readonly RuleRecord[] }[];
  }[],
): TrailEntry[] {
  return world.forwards.flatMap((one): TrailEntry[] => {
    const listeners = loadBalancers.flatMap((balancer) => balancer.listeners);
    const listener = listeners.find(({ rules }) => rules.some((rule) => isRuleOf(world, rule, one)));
    const rule = listener?.rules.find((each) => isRuleOf(world, each, one));
    if (!listener || !rule) return [];
    const isDefault = rule.priority === 'default';
    const targetGroups = [
      { targetGroupArn: groupArn(world, one.from), weight: 100 - one.weight },
      { targetGroupArn: groupArn(world, one.to), weight: one.weight },
    ].filter(({ weight }) => weight > 0);
    const actions = [{ type: 'forward', forwardConfig: { targetGroups } }];
    return [
      {
        at: anchor + one.at,
        name: isDefault ? 'ModifyListener' : 'ModifyRule',
        source: 'elasticloadbalancing.amazonaws.com',
        by: one.by,
        resources: [{ type: 'AWS::ElasticLoadBalancingV2::ListenerRule', name: isDefault ? listener.arn : rule.arn }],
        request: isDefault ? { listenerArn: listener.arn, defaultActions: actions } : { ruleArn: rule.arn, actions },
      },
    ];
  });
}

const isRuleOf = (world: World, rule: RuleRecord, { from }: Forward) =>
  'targetGroupArn' in rule.to && rule.to.targetGroupArn === groupArn(world, from);
