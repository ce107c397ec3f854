import type { EvidenceKind } from '../../domain/evidence.ts';
import type { Collector } from '../trip.ts';
import { accessLogCollector } from './access-log.ts';
import { alarmHistoryCollector } from './alarm-history.ts';
import { applicationLogsCollector } from './application-logs.ts';
import { certificatesCollector } from './certificates.ts';
import { changesCollector } from './changes.ts';
import { connectionLogCollector } from './connection-log.ts';
import { dataStoresCollector } from './data-stores.ts';
import { deploymentsCollector } from './deployments.ts';
import { ecsServicesCollector } from './ecs-services.ts';
import { ecsStoppedTasksCollector, ecsTasksCollector } from './ecs-tasks.ts';
import { flowRecordsCollector } from './flow-records.ts';
import { functionsCollector } from './functions.ts';
import { healthCheckLogCollector } from './health-check-log.ts';
import { instancesCollector } from './instances.ts';
import { listenersCollector } from './listeners.ts';
import { loadBalancerCollector } from './load-balancer.ts';
import { loadBalancerAttributesCollector } from './load-balancer-attributes.ts';
import { baselineMetricsCollector, metricsCollector } from './metrics.ts';
import { networkCollector } from './network.ts';
import { resourceMetricsCollector } from './resource-metrics.ts';
import { scalingCollector } from './scaling.ts';
import { targetGroupsCollector } from './target-groups.ts';
import { targetHealthCollector } from './target-health.ts';
import { taskDefinitionsCollector } from './task-definitions.ts';

/** A kind without a collector does not compile. */
export const collectors: { readonly [K in EvidenceKind]: Collector<K> } = {
  loadBalancer: loadBalancerCollector,
  loadBalancerAttributes: loadBalancerAttributesCollector,
  listeners: listenersCollector,
  targetGroups: targetGroupsCollector,
  targetHealth: targetHealthCollector,
  metrics: metricsCollector,
  baselineMetrics: baselineMetricsCollector,
  ecsServices: ecsServicesCollector,
  ecsTasks: ecsTasksCollector,
  ecsStoppedTasks: ecsStoppedTasksCollector,
  taskDefinitions: taskDefinitionsCollector,
  changes: changesCollector,
  applicationLogs: applicationLogsCollector,
  accessLog: accessLogCollector,
  instances: instancesCollector,
  scaling: scalingCollector,
  network: networkCollector,
  flowRecords: flowRecordsCollector,
  functions: functionsCollector,
  certificates: certificatesCollector,
  dataStores: dataStoresCollector,
  deployments: deploymentsCollector,
  resourceMetrics: resourceMetricsCollector,
  healthCheckLog: healthCheckLogCollector,
  connectionLog: connectionLogCollector,
  alarmHistory: alarmHistoryCollector,
};
