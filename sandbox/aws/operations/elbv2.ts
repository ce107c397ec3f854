import { pageOf } from '../paging.ts';
import { AwsError } from '../protocol/errors.ts';
import type { Shape } from '../protocol/schema.ts';
import type { ListenerRecord, LoadBalancerRecord, RuleRecord, TargetGroupRecord } from '../world/history.ts';
import { stackTags } from '../world/release-records.ts';
import { type Context, here, type Operations, pageSize, present, text, texts } from './context.ts';

const attributesOf = (attributes: Readonly<Record<string, string>>) => ({
  Attributes: Object.entries(attributes).map(([Key, Value]) => ({ Key, Value })),
});

const loadBalancers = (context: Context) => (here(context) ? context.history.loadBalancers : []);
const targetGroups = (context: Context) => (here(context) ? context.history.targetGroups : []);

/** Finds each asked one or says which is missing, as ELB does: an unknown name is an error, not an empty list. */
function pick<T>(
  all: readonly T[],
  asked: readonly string[],
  key: (item: T) => string,
  missing: (ids: string) => AwsError,
) {
  if (asked.length === 0) return all;
  const lost = asked.filter((id) => !all.some((item) => key(item) === id));
  if (lost.length > 0) throw missing(lost.map((id) => `'${id}'`).join(', '));
  return all.filter((item) => asked.includes(key(item)));
}

const noLoadBalancer = (ids: string) =>
  new AwsError(
    'LoadBalancerNotFoundException',
    ids.includes('arn:') ? `Load balancer ${ids} not found` : `Load balancers '[${ids.replaceAll("'", '')}]' not found`,
  );
const noTargetGroup = (ids: string) =>
  new AwsError(
    'TargetGroupNotFoundException',
    ids.includes('arn:') ? `Target groups ${ids} not found` : 'One or more target groups not found',
  );
const noListener = (ids: string) =>
  new AwsError('ListenerNotFoundException', `One or more listeners not found: ${ids}`);
const noRule = (ids: string) => new AwsError('RuleNotFoundException', `One or more rules not found: ${ids}`);

function loadBalancer(context: Context, arn: unknown): LoadBalancerRecord {
  const found = loadBalancers(context).find((each) => each.arn === arn);
  if (!found) throw noLoadBalancer(`'${String(arn)}'`);
  return found;
}

function targetGroup(context: Context, arn: unknown): TargetGroupRecord {
  const found = targetGroups(context).find((each) => each.arn === arn);
  if (!found) throw noTargetGroup(`'${String(arn)}'`);
  return found;
}

const loadBalancerShape = (lb: LoadBalancerRecord, vpc: string) => ({
  LoadBalancerArn: lb.arn,
  DNSName: lb.dnsName,
  CanonicalHostedZoneId: 'Z35SXDOTRQ7X7K',
  CreatedTime: new Date(lb.createdAt),
  LoadBalancerName: lb.name,
  Scheme: lb.scheme,
  VpcId: vpc,
  State: { Code: 'active' },
  Type: 'application',
  AvailabilityZones: lb.zones.map((zone) => ({
    ZoneName: zone.name,
    SubnetId: zone.subnet,
    LoadBalancerAddresses: [],
  })),
  SecurityGroups: [...lb.securityGroups],
  IpAddressType: 'dualstack',
});

/** A function has no port and no network; health checks of it are off unless somebody asks for them. */
const functionGroupShape = (group: TargetGroupRecord) => ({
  TargetGroupArn: group.arn,
  TargetGroupName: group.name,
  HealthCheckEnabled: false,
  HealthCheckIntervalSeconds: 35,
  HealthCheckTimeoutSeconds: 30,
  HealthyThresholdCount: 5,
  UnhealthyThresholdCount: 2,
  HealthCheckPath: '/',
  Matcher: { HttpCode: '200' },
  LoadBalancerArns: [group.loadBalancerArn],
  TargetType: 'lambda',
  IpAddressType: 'ipv4',
});

const targetGroupShape = (group: TargetGroupRecord, vpc: string) => ({
  TargetGroupArn: group.arn,
  TargetGroupName: group.name,
  Protocol: group.protocol,
  Port: group.port,
  VpcId: vpc,
  HealthCheckProtocol: group.protocol,
  HealthCheckPort: group.healthCheck.port,
  HealthCheckEnabled: true,
  HealthCheckIntervalSeconds: group.healthCheck.interval,
  HealthCheckTimeoutSeconds: group.healthCheck.timeout,
  HealthyThresholdCount: group.healthCheck.healthy,
  UnhealthyThresholdCount: group.healthCheck.unhealthy,
  HealthCheckPath: group.healthCheck.path,
  Matcher: { HttpCode: group.healthCheck.matcher },
  LoadBalancerArns: [group.loadBalancerArn],
  TargetType: group.type ?? 'ip',
  ProtocolVersion: group.protocolVersion ?? 'HTTP1',
  IpAddressType: 'ipv4',
});

function actionShape(to: RuleRecord['to']) {
  if ('targetGroupArn' in to) {
    return {
      Type: 'forward',
      TargetGroupArn: to.targetGroupArn,
      Order: 1,
      ForwardConfig: {
        TargetGroups: [{ TargetGroupArn: to.targetGroupArn, Weight: 1 }],
        TargetGroupStickinessConfig: { Enabled: false },
      },
    };
  }
  if ('redirect' in to) {
    return { Type: 'redirect', Order: 1, RedirectConfig: { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' } };
  }
  return { Type: 'fixed-response', Order: 1, FixedResponseConfig: { StatusCode: to.fixed, ContentType: 'text/plain' } };
}

const condition = (Field: string, config: string, Values: readonly string[]) =>
  Values.length === 0 ? [] : [{ Field, Values: [...Values], [config]: { Values: [...Values] } }];

/** A rule as it is now: since its last change it may share its requests by weight. */
function actionNow({ to, shifts = [] }: RuleRecord, now: number): Shape {
  const shift = shifts.findLast(({ at, until }) => at <= now && (until === undefined || now < until));
  if (!shift) return actionShape(to);
  const [only, ...more] = shift.targets;
  return present({
    Type: 'forward',
    Order: 1,
    TargetGroupArn: more.length === 0 ? only?.arn : undefined,
    ForwardConfig: {
      TargetGroups: shift.targets.map(({ arn, weight }) => ({
        TargetGroupArn: arn,
        Weight: more.length === 0 ? 1 : weight,
      })),
      TargetGroupStickinessConfig: { Enabled: false },
    },
  });
}

const ruleShape = (rule: RuleRecord, now: number) => ({
  RuleArn: rule.arn,
  Priority: rule.priority,
  Conditions: [
    ...condition('path-pattern', 'PathPatternConfig', rule.paths),
    ...condition('host-header', 'HostHeaderConfig', rule.hosts),
  ],
  Actions: [actionNow(rule, now)],
  IsDefault: rule.priority === 'default',
});

const listenerShape = (listener: ListenerRecord, loadBalancerArn: string, now: number) =>
  present({
    ListenerArn: listener.arn,
    LoadBalancerArn: loadBalancerArn,
    Port: listener.port,
    Protocol: listener.protocol,
    Certificates: listener.certificate === null ? undefined : [{ CertificateArn: listener.certificate }],
    SslPolicy: listener.protocol === 'HTTPS' ? 'ELBSecurityPolicy-TLS13-1-2-2021-06' : undefined,
    DefaultActions: listener.rules.filter((rule) => rule.priority === 'default').map((rule) => actionNow(rule, now)),
  });

export const elbv2: Operations = {
  DescribeLoadBalancers: (input, context) => {
    const byName = pick(loadBalancers(context), texts(input.Names), (lb) => lb.name, noLoadBalancer);
    const all = pick(byName, texts(input.LoadBalancerArns), (lb) => lb.arn, noLoadBalancer);
    const page = pageOf(all, pageSize(input.PageSize, context), text(input.Marker), 'lb');
    return present({
      LoadBalancers: page.items.map((lb) => loadBalancerShape(lb, context.history.vpc)),
      NextMarker: page.next,
    });
  },
  DescribeLoadBalancerAttributes: (input, context) =>
    attributesOf(loadBalancer(context, input.LoadBalancerArn).attributes),
  DescribeListeners: (input, context) => {
    const within = input.LoadBalancerArn ? [loadBalancer(context, input.LoadBalancerArn)] : [...loadBalancers(context)];
    const all = within.flatMap((lb) => lb.listeners.map((listener) => ({ listener, arn: lb.arn })));
    const asked = pick(all, texts(input.ListenerArns), ({ listener }) => listener.arn, noListener);
    const page = pageOf(asked, pageSize(input.PageSize, context), text(input.Marker), 'listener');
    return present({
      Listeners: page.items.map(({ listener, arn }) => listenerShape(listener, arn, context.now)),
      NextMarker: page.next,
    });
  },
  DescribeListenerCertificates: (input, context) => {
    const listeners = loadBalancers(context).flatMap((lb) => lb.listeners);
    const [listener] = pick(listeners, [String(input.ListenerArn)], ({ arn }) => arn, noListener);
    const CertificateArn = listener?.certificate;
    return { Certificates: CertificateArn ? [{ CertificateArn, IsDefault: true }] : [] };
  },
  DescribeRules: (input, context) => {
    const listeners = loadBalancers(context).flatMap((lb) => lb.listeners);
    const asked = text(input.ListenerArn);
    const within = pick(listeners, asked === undefined ? [] : [asked], (listener) => listener.arn, noListener);
    const rules = pick(
      within.flatMap((listener) => listener.rules),
      texts(input.RuleArns),
      (rule) => rule.arn,
      noRule,
    );
    const page = pageOf(rules, pageSize(input.PageSize, context), text(input.Marker), 'rule');
    return present({ Rules: page.items.map((rule) => ruleShape(rule, context.now)), NextMarker: page.next });
  },
  DescribeTargetGroups: (input, context) => {
    const of = input.LoadBalancerArn ? loadBalancer(context, input.LoadBalancerArn).arn : undefined;
    const behind = targetGroups(context).filter((group) => of === undefined || group.loadBalancerArn === of);
    const byName = pick(behind, texts(input.Names), (group) => group.name, noTargetGroup);
    const all = pick(byName, texts(input.TargetGroupArns), (group) => group.arn, noTargetGroup);
    const page = pageOf(all, pageSize(input.PageSize, context), text(input.Marker), 'group');
    return present({
      TargetGroups: page.items.map((group) =>
        group.type === 'lambda' ? functionGroupShape(group) : targetGroupShape(group, context.history.vpc),
      ),
      NextMarker: page.next,
    });
  },
  DescribeTargetGroupAttributes: (input, context) =>
    attributesOf(targetGroup(context, input.TargetGroupArn).attributes),
  DescribeTargetHealth: (input, context) => {
    const group = targetGroup(context, input.TargetGroupArn);
    return { TargetHealthDescriptions: group.targets.flatMap((target) => healthShape(group, target, context.now)) };
  },
  DescribeTags: (input, context) => {
    const tags = stackTags(context.history.releases ?? []);
    return {
      TagDescriptions: texts(input.ResourceArns).map((ResourceArn) => ({
        ResourceArn,
        Tags: Object.entries({ ...tagsOf(context, ResourceArn), ...tags.get(ResourceArn) }).map(([Key, Value]) => ({
          Key,
          Value,
        })),
      })),
    };
  },
};

const tagsOf = ({ history }: Context, arn: string) => history.targetGroups.find((group) => group.arn === arn)?.tags;

function addressOf({ type, healthCheck }: TargetGroupRecord, target: TargetGroupRecord['targets'][number]) {
  if (type === 'lambda') return { Target: { Id: target.id } };
  return {
    Target: { Id: target.id ?? target.ip, Port: target.port, AvailabilityZone: target.zone },
    HealthCheckPort: healthCheck.port === 'traffic-port' ? String(target.port) : healthCheck.port,
  };
}

function healthShape(group: TargetGroupRecord, target: TargetGroupRecord['targets'][number], now: number) {
  const state = target.states.findLast((each) => each.at <= now);
  if (!state || state.state === 'gone') return [];
  return [
    {
      ...addressOf(group, target),
      TargetHealth: present({ State: state.state, Reason: state.reason, Description: state.description }),
      AnomalyDetection: { Result: 'normal', MitigationInEffect: 'no' },
      AdministrativeOverride: {
        State: 'no_override',
        Reason: 'AdministrativeOverride.NoOverride',
        Description: 'No override is currently active on target',
      },
    },
  ];
}
