import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DescribeServicesCommand, DescribeTaskDefinitionCommand, DescribeTasksCommand } from '@aws-sdk/client-ecs';
import {
  DescribeListenersCommand,
  DescribeLoadBalancerAttributesCommand,
  DescribeLoadBalancersCommand,
  DescribeRulesCommand,
  DescribeTargetGroupAttributesCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { made502 } from './alb-log.ts';
import {
  asAttributes,
  at,
  attributes,
  body,
  definition,
  loadBalancer,
  logFile,
  mockAccount,
  service,
  targetGroup,
  task,
  updateService,
} from './aws-account.ts';
import { canaries } from './canaries.ts';
import { functionGroup, plantInFunctions } from './function-account.ts';
import { machineGroup, plantInMachines } from './machine-account.ts';
import { plantedLines, plantInNetwork } from './plant-network.ts';
import { plantInStores } from './plant-stores.ts';

/** An account that has every secret in every place where a text of people or programs can stand. */
export function plantEverywhere(planted: string) {
  const account = mockAccount();
  const { elb, cloudwatch, ecs, cloudtrail, logs, s3 } = account;
  elb.on(DescribeLoadBalancersCommand).resolves({
    LoadBalancers: [{ ...loadBalancer, AvailabilityZones: [{ ZoneName: planted }] }],
  });
  elb.on(DescribeLoadBalancerAttributesCommand).resolves({
    Attributes: asAttributes({ ...attributes, 'x.y': planted }),
  });
  elb
    .on(DescribeListenersCommand)
    .resolves({ Listeners: [{ ListenerArn: 'l', Port: 443, Protocol: 'HTTPS', SslPolicy: planted }] });
  elb.on(DescribeRulesCommand).resolves({
    Rules: [{ Conditions: [{ Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: 'x', Values: [planted] } }] }],
  });
  elb.on(DescribeTargetGroupsCommand).resolves({
    TargetGroups: [{ ...targetGroup, HealthCheckPath: planted }, functionGroup, machineGroup],
  });
  elb.on(DescribeTargetGroupAttributesCommand).resolves({ Attributes: asAttributes({ a: planted }) });
  elb.on(DescribeTargetHealthCommand).resolves({
    TargetHealthDescriptions: [{ Target: { Id: 'i' }, TargetHealth: { State: 'unhealthy', Description: planted } }],
  });
  cloudwatch.on(GetMetricDataCommand).callsFake(({ MetricDataQueries }) => ({
    MetricDataResults: [
      { Id: 'm0', Timestamps: [at], Values: [1], StatusCode: 'Complete' },
      { Id: 'm1', StatusCode: 'InternalError', Label: planted, Messages: [{ Value: planted }] },
    ].slice(0, MetricDataQueries.length),
  }));
  ecs.on(DescribeServicesCommand).resolves({
    services: [{ ...service, events: [{ createdAt: at, message: planted }] }],
  });
  for (const stopped of [false, true]) {
    ecs
      .on(DescribeTasksCommand, { tasks: [stopped ? 'stopped' : 'running'] })
      .resolves({ tasks: [{ ...task(12, stopped), stoppedReason: planted }] });
  }
  const [container] = definition(12).containerDefinitions;
  ecs.on(DescribeTaskDefinitionCommand).resolves({
    taskDefinition: {
      ...definition(12),
      containerDefinitions: [
        { ...container, command: ['sh', '-c', planted], environment: [{ name: 'NOTE', value: planted }] },
      ],
    },
  });
  cloudtrail.on(LookupEventsCommand).resolves({
    Events: [
      {
        ...updateService,
        Username: planted,
        CloudTrailEvent: JSON.stringify({ requestParameters: { description: planted, nested: { more: [planted] } } }),
      },
    ],
  });
  logs.on(FilterLogEventsCommand).resolves({
    events: canaries.map(({ text }) => ({ timestamp: at.getTime(), logStreamName: 's', message: `ERROR ${text}` })),
  });
  const lines = canaries.map(({ text }) => made502({ userAgent: text.replaceAll('"', '\\"').replaceAll('\n', ' ') }));
  s3.on(GetObjectCommand).callsFake(({ Key }) => ({ Body: body(logFile(plantedLines(String(Key)) ?? lines)) }));
  plantInNetwork(account, planted);
  plantInStores(account, planted);
  plantInFunctions(account, planted);
  plantInMachines(account, planted);
}
