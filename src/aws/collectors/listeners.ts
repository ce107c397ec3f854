import {
  type Action,
  DescribeRulesCommand,
  type Listener,
  type Rule,
  type RuleCondition,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { ListenerRule } from '../../domain/evidence.ts';
import { loadBalancerPage } from '../console.ts';
import { listenersStep } from '../steps/load-balancer.ts';
import { orNull } from '../translate.ts';
import { type Collector, gather, pages, type Trip } from '../trip.ts';

export const listenersCollector: Collector<'listeners'> = {
  id: 'listeners',
  actions: ['elasticloadbalancing:DescribeRules'],
  needs: [listenersStep],
  async take(trip) {
    const listeners = await trip.get(listenersStep);
    const value = await gather(listeners, trip, async (listener) =>
      toListener(listener, await rulesOf(trip, listener)),
    );
    const rules = value.reduce((sum, listener) => sum + listener.rules.length, 0);
    return { value, what: `${value.length} listeners, ${rules} rules`, link: loadBalancerPage(trip.scope) };
  },
};

function rulesOf(trip: Trip, { ListenerArn }: Listener): Promise<readonly Rule[]> {
  return pages(trip, { what: 'elasticloadbalancing:DescribeRules' }, async (Marker) => {
    const { Rules = [], NextMarker } = await trip.elasticloadbalancing.send(
      new DescribeRulesCommand({ ListenerArn, Marker }),
    );
    return { items: Rules, next: NextMarker };
  });
}

function toListener(listener: Listener, rules: readonly Rule[]) {
  return {
    arn: listener.ListenerArn ?? '',
    port: orNull(listener.Port),
    protocol: orNull(listener.Protocol),
    sslPolicy: orNull(listener.SslPolicy),
    certificates: (listener.Certificates ?? []).flatMap(({ CertificateArn }) => CertificateArn ?? []),
    rules: rules.map(toRule),
  };
}

function toRule(rule: Rule): ListenerRule {
  return {
    arn: rule.RuleArn ?? '',
    priority: rule.Priority ?? (rule.IsDefault === true ? 'default' : ''),
    conditions: (rule.Conditions ?? []).map(readable),
    actions: (rule.Actions ?? []).map(toAction),
  };
}

function toAction(action: Action) {
  const weighted = action.ForwardConfig?.TargetGroups ?? [];
  const groups =
    weighted.length > 0 || action.TargetGroupArn === undefined
      ? weighted
      : [{ TargetGroupArn: action.TargetGroupArn, Weight: undefined }];
  return {
    type: action.Type ?? '',
    targetGroups: groups.map(({ TargetGroupArn, Weight }) => ({ arn: TargetGroupArn ?? '', weight: orNull(Weight) })),
  };
}

function readable(condition: RuleCondition): string {
  const { Field = 'condition' } = condition;
  const query = condition.QueryStringConfig?.Values?.map(({ Key, Value }) => (Key ? `${Key}=${Value}` : `${Value}`));
  const header = condition.HttpHeaderConfig;
  const name = header?.HttpHeaderName === undefined ? '' : ` ${header.HttpHeaderName}`;
  const values =
    condition.PathPatternConfig?.Values ??
    condition.HostHeaderConfig?.Values ??
    condition.HttpRequestMethodConfig?.Values ??
    condition.SourceIpConfig?.Values ??
    header?.Values ??
    query ??
    condition.Values ??
    [];
  return `${Field}${name} ${values.join(' | ')}`;
}
