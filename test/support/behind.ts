import type { EvidenceMap } from '../../src/domain/evidence.ts';
import { window } from './evidence.ts';

/** What stands behind a healthy load balancer whose targets are Fargate tasks: nothing that could speak. */
export const quietBehind: Pick<
  EvidenceMap,
  | 'instances'
  | 'scaling'
  | 'network'
  | 'flowRecords'
  | 'functions'
  | 'certificates'
  | 'dataStores'
  | 'deployments'
  | 'resourceMetrics'
  | 'healthCheckLog'
  | 'connectionLog'
  | 'alarmHistory'
> = {
  instances: [],
  scaling: [],
  network: {
    vpcId: 'vpc-1',
    loadBalancer: { securityGroups: [], subnetIds: [] },
    securityGroups: [],
    subnets: [],
    acls: [],
    routeTables: [],
    interfaces: [],
    addressesWithoutInterface: [],
    flowLogs: [],
    natGateways: [],
  },
  flowRecords: { read: 0, pairs: [] },
  functions: [],
  certificates: [],
  dataStores: [],
  deployments: [],
  resourceMetrics: { span: window, periodSeconds: 60, series: [] },
  healthCheckLog: { span: window, rows: 0, skippedRows: 0, byTarget: [] },
  connectionLog: { span: window, rows: 0, skippedRows: 0, failed: 0, byMinute: [], verifyStatuses: [] },
  alarmHistory: [],
};
