import type { Fleet } from './fleet.ts';
import { shiftsOf } from './forwards.ts';
import type { ListenerRecord, LoadBalancerRecord, RuleRecord, TargetGroupRecord } from './history.ts';
import { settingsAt } from './lambda-records.ts';
import { certificateArn, loadBalancerNames, stableHex, zonesOf } from './names.ts';
import type { LoadBalancer, World } from './spec.ts';

const DAY = 86_400_000;

export function loadBalancerRecord(
  world: World,
  anchor: number,
  name: string,
  spec: LoadBalancer,
  fleets: readonly Fleet[],
): LoadBalancerRecord {
  const names = loadBalancerNames(world, name);
  return {
    name,
    ...names,
    scheme: spec.scheme,
    zones: zonesOf(world)
      .slice(0, spec.nodes)
      .map((zone) => ({ name: zone, subnet: `subnet-0${stableHex(`public/${zone}`, 16)}` })),
    securityGroups: [`sg-0${stableHex(`alb/${name}`, 16)}`],
    createdAt: anchor - 400 * DAY,
    attributes: attributesOf(spec),
    listeners: listenersOf(
      world,
      anchor,
      name,
      names.arn,
      spec,
      fleets.filter(({ app }) => app.loadBalancer === name),
    ),
  };
}

const attributesOf = (spec: LoadBalancer): Readonly<Record<string, string>> => ({
  'access_logs.s3.enabled': String(spec.accessLogs !== null),
  'access_logs.s3.bucket': spec.accessLogs?.bucket ?? '',
  'access_logs.s3.prefix': spec.accessLogs?.prefix ?? '',
  'client_keep_alive.seconds': String(spec.clientKeepAlive),
  'connection_logs.s3.enabled': String(spec.connectionLogs !== null),
  'connection_logs.s3.bucket': spec.connectionLogs?.bucket ?? '',
  'connection_logs.s3.prefix': spec.connectionLogs?.prefix ?? '',
  'deletion_protection.enabled': 'true',
  'health_check_logs.s3.enabled': String(spec.healthCheckLogs !== null),
  'health_check_logs.s3.bucket': spec.healthCheckLogs?.bucket ?? '',
  'health_check_logs.s3.prefix': spec.healthCheckLogs?.prefix ?? '',
  'idle_timeout.timeout_seconds': String(spec.idleTimeout),
  'load_balancing.cross_zone.enabled': 'true',
  'routing.http.desync_mitigation_mode': 'defensive',
  'routing.http.drop_invalid_header_fields.enabled': 'false',
  'routing.http.preserve_host_header.enabled': 'false',
  'routing.http.x_amzn_tls_version_and_cipher_suite.enabled': 'false',
  'routing.http.xff_client_port.enabled': 'false',
  'routing.http.xff_header_processing.mode': 'append',
  'routing.http2.enabled': 'true',
  'waf.fail_open.enabled': 'false',
  'zonal_shift.config.enabled': 'false',
  ...spec.attributes,
});

/** Rules in the order of the world file: 10, 20, 30 …; the access log names them by that number. */
export const ruleNumber = (fleets: readonly Fleet[], fleet: Fleet): number => {
  const ruled = fleets.filter(({ app }) => app.loadBalancer === fleet.app.loadBalancer && hasRule(app));
  return hasRule(fleet.app) ? (ruled.indexOf(fleet) + 1) * 10 : 0;
};

const hasRule = (app: Fleet['app']) => app.paths.length > 0 || app.hosts.length > 0;

function listenersOf(
  world: World,
  anchor: number,
  name: string,
  arn: string,
  spec: LoadBalancer,
  fleets: readonly Fleet[],
): ListenerRecord[] {
  const listenerArn = (port: number) =>
    `${arn.replace(':loadbalancer/', ':listener/')}/${stableHex(`${name}/${port}`, 16)}`;
  const rule = (listener: string, priority: string, rest: Omit<RuleRecord, 'arn' | 'priority'>): RuleRecord => ({
    arn: `${listener.replace(':listener/', ':listener-rule/')}/${stableHex(`${listener}/${priority}`, 16)}`,
    priority,
    ...rest,
  });
  const https = listenerArn(443);
  const ruled = fleets.filter(({ app }) => hasRule(app));
  const rest = fleets.find(({ app }) => !hasRule(app) && !app.standby);
  const shifts = (fleet: Fleet | undefined) => {
    const found = fleet ? (shiftsOf(world, anchor, fleet.app) ?? []) : [];
    return found.length === 0 ? {} : { shifts: found };
  };
  const to = (fleet: Fleet | undefined): RuleRecord['to'] =>
    fleet?.group ? { targetGroupArn: fleet.group.arn } : { fixed: '404' };
  return [
    {
      arn: listenerArn(80),
      port: 80,
      protocol: 'HTTP',
      certificate: null,
      rules: [rule(listenerArn(80), 'default', { paths: [], hosts: [], to: { redirect: true } })],
    },
    {
      arn: https,
      port: 443,
      protocol: 'HTTPS',
      certificate: certificateArn(world, spec.host),
      rules: [
        ...ruled.map((fleet, i) =>
          rule(https, String((i + 1) * 10), {
            paths: fleet.app.paths,
            hosts: fleet.app.hosts,
            to: to(fleet),
            ...shifts(fleet),
          }),
        ),
        rule(https, 'default', { paths: [], hosts: [], to: to(rest), ...shifts(rest) }),
      ],
    },
  ];
}

/** What the AWS Load Balancer Controller writes on what it makes. */
const controllerTags = ({
  cluster,
  eks,
  service,
  port,
  loadBalancer,
}: Fleet['app']): Readonly<Record<string, string>> => ({
  'elbv2.k8s.aws/cluster': cluster,
  'ingress.k8s.aws/stack': `${eks.namespace}/${loadBalancer}`,
  'ingress.k8s.aws/resource': `${eks.namespace}/${loadBalancer}-${service}:${port}`,
});

const functionAttributes = (app: Fleet['app']): Readonly<Record<string, string>> => ({
  'lambda.multi_value_headers.enabled': String(settingsAt(app, 0).multiValueHeaders),
  'target_group_health.dns_failover.minimum_healthy_targets.count': '1',
  'target_group_health.unhealthy_state_routing.minimum_healthy_targets.count': '1',
});

export function targetGroupRecord(world: World, fleet: Fleet): TargetGroupRecord[] {
  const { app, group } = fleet;
  if (!group || app.loadBalancer === null) return [];
  return [
    {
      ...group,
      port: app.port,
      protocol: app.protocol,
      protocolVersion: app.protocolVersion,
      loadBalancerArn: loadBalancerNames(world, app.loadBalancer).arn,
      healthCheck: app.health,
      attributes:
        fleet.platform.targetType === 'lambda'
          ? functionAttributes(app)
          : {
              'deregistration_delay.timeout_seconds': String(app.deregistrationDelay),
              'load_balancing.algorithm.anomaly_mitigation': 'off',
              'load_balancing.algorithm.type': 'round_robin',
              'load_balancing.cross_zone.enabled': 'use_load_balancer_configuration',
              'slow_start.duration_seconds': String(app.slowStart),
              'stickiness.enabled': 'false',
              'stickiness.type': 'lb_cookie',
              'target_group_health.dns_failover.minimum_healthy_targets.count': '1',
              'target_group_health.unhealthy_state_routing.minimum_healthy_targets.count': '1',
            },
      targets: fleet.targets,
      ...(fleet.platform.targetType === 'ip' ? {} : { type: fleet.platform.targetType }),
      ...(app.platform === 'eks' ? { tags: controllerTags(app) } : {}),
    },
  ];
}
