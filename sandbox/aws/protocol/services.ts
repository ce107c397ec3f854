import * as cloudtrail from '@aws-sdk/client-cloudtrail';
import * as cloudwatch from '@aws-sdk/client-cloudwatch';
import * as logs from '@aws-sdk/client-cloudwatch-logs';
import * as ecs from '@aws-sdk/client-ecs';
import * as elbv2 from '@aws-sdk/client-elastic-load-balancing-v2';
import * as s3 from '@aws-sdk/client-s3';
import * as sns from '@aws-sdk/client-sns';
import * as sqs from '@aws-sdk/client-sqs';
import * as sts from '@aws-sdk/client-sts';
import type { Shape } from './schema.ts';

/** `iam` is the prefix of the service's IAM actions, which is also how faults and statistics name its calls. */
export interface Service {
  readonly iam: string;
  readonly protocol: 'query' | 'json-1.0' | 'json-1.1' | 's3';
  /** Query: the API version. JSON: the prefix of X-Amz-Target. */
  readonly target: string;
  readonly namespace: string;
  readonly schemas: Shape;
}

const service = (
  iam: string,
  protocol: Service['protocol'],
  target: string,
  schemas: object,
  namespace = '',
): Service => ({ iam, protocol, target, namespace, schemas: schemas as Shape });

export const s3Service = service('s3', 's3', '', s3, 'http://s3.amazonaws.com/doc/2006-03-01/');

/** Which protocol a client speaks is read from its own `runtimeConfig.shared`; a test calls each through the real client. */
export const services: readonly Service[] = [
  service(
    'elasticloadbalancing',
    'query',
    '2015-12-01',
    elbv2,
    'http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/',
  ),
  service('sts', 'query', '2011-06-15', sts, 'https://sts.amazonaws.com/doc/2011-06-15/'),
  service('cloudwatch', 'json-1.0', 'GraniteServiceVersion20100801', cloudwatch),
  service('logs', 'json-1.1', 'Logs_20140328', logs),
  service('cloudtrail', 'json-1.1', 'CloudTrail_20131101', cloudtrail),
  service('ecs', 'json-1.1', 'AmazonEC2ContainerServiceV20141113', ecs),
  service('sns', 'query', '2010-03-31', sns, 'http://sns.amazonaws.com/doc/2010-03-31/'),
  service('sqs', 'json-1.0', 'AmazonSQS', sqs),
  s3Service,
];
