import { Nothing } from '../failure.ts';
import { type KeyOf, type LogObjects, listLogObjects } from '../log-objects.ts';
import type { Step, Trip } from '../trip.ts';
import { attributesStep } from './load-balancer.ts';

/** The log files of one kind that the load balancer writes, as its attributes say: `access_logs.s3.enabled`, … */
function logFilesStep(id: string, attribute: string, file: string): Step<LogObjects> {
  return {
    id: `step:${id}-objects`,
    actions: ['s3:ListBucket'],
    needs: [attributesStep],
    async take(trip) {
      const attributes = await trip.get(attributesStep);
      const bucket = attributes[`${attribute}.bucket`] ?? '';
      if (attributes[`${attribute}.enabled`] !== 'true' || bucket === '') {
        throw new Nothing({ reason: 'not-enabled', action: null, detail: `${attribute}.enabled is not true` });
      }
      return listLogObjects(trip, bucket, layout(trip, attributes[`${attribute}.prefix`] ?? '', file));
    },
  };
}

export const accessLogObjectsStep = logFilesStep('access-log', 'access_logs.s3', '');
export const healthCheckLogObjectsStep = logFilesStep('health-check-log', 'health_check_logs.s3', 'health_check_log_');
export const connectionLogObjectsStep = logFilesStep('connection-log', 'connection_logs.s3', 'conn_log_');

/** `[prefix/]AWSLogs/ACCOUNT/elasticloadbalancing/REGION/yyyy/mm/dd/[KIND]ACCOUNT_elasticloadbalancing_REGION_app.NAME.ID_` */
function layout({ scope }: Trip, prefix: string, kind: string): KeyOf {
  const account = scope.account ?? scope.arn.split(':')[4] ?? '';
  const id = scope.dimension.replaceAll('/', '.');
  const root = prefix === '' ? '' : `${prefix.replace(/\/$/, '')}/`;
  return (at) => {
    const date = at.toISOString().slice(0, 10).replaceAll('-', '/');
    const file = `${kind}${account}_elasticloadbalancing_${scope.region}_${id}_`;
    return `${root}AWSLogs/${account}/elasticloadbalancing/${scope.region}/${date}/${file}`;
  };
}
