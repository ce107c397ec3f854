import type { Dialect } from './query.ts';
import type { Shape } from './schema.ts';

/** `iam` is the prefix of the service's IAM actions, which is also how faults and statistics name its calls. */
export interface Service {
  readonly iam: string;
  readonly protocol: Dialect | 'json-1.0' | 'json-1.1' | 'rest-json' | 's3';
  /** Query: the API version. JSON: the prefix of X-Amz-Target. REST JSON: the name that requests are signed for. */
  readonly target: string;
  readonly namespace: string;
  /** The client's package, loaded when the service is first called: EC2's alone takes longer than the rest of the start. */
  readonly schemas: () => Promise<Shape>;
}

const service = (
  iam: string,
  protocol: Service['protocol'],
  target: string,
  schemas: () => Promise<object>,
  namespace = '',
): Service => ({ iam, protocol, target, namespace, schemas: schemas as Service['schemas'] });

/** The services with version and date in their namespace, as all of AWS Query have it. */
const query = (iam: string, target: string, schemas: () => Promise<object>, host: string) =>
  service(iam, 'query', target, schemas, `${host}/doc/${target}/`);

export const s3Service = service(
  's3',
  's3',
  '',
  () => import('@aws-sdk/client-s3'),
  'http://s3.amazonaws.com/doc/2006-03-01/',
);

/** Which protocol a client speaks is read from its own `runtimeConfig.shared`; a test calls each through the real client. */
export const services: readonly Service[] = [
  query(
    'elasticloadbalancing',
    '2015-12-01',
    () => import('@aws-sdk/client-elastic-load-balancing-v2'),
    'http://elasticloadbalancing.amazonaws.com',
  ),
  query('sts', '2011-06-15', () => import('@aws-sdk/client-sts'), 'https://sts.amazonaws.com'),
  query('sns', '2010-03-31', () => import('@aws-sdk/client-sns'), 'http://sns.amazonaws.com'),
  query('autoscaling', '2011-01-01', () => import('@aws-sdk/client-auto-scaling'), 'http://autoscaling.amazonaws.com'),
  query('rds', '2014-10-31', () => import('@aws-sdk/client-rds'), 'http://rds.amazonaws.com'),
  query('elasticache', '2015-02-02', () => import('@aws-sdk/client-elasticache'), 'http://elasticache.amazonaws.com'),
  query(
    'cloudformation',
    '2010-05-15',
    () => import('@aws-sdk/client-cloudformation'),
    'http://cloudformation.amazonaws.com',
  ),
  service('ec2', 'ec2', '2016-11-15', () => import('@aws-sdk/client-ec2'), 'http://ec2.amazonaws.com/doc/2016-11-15/'),
  service('cloudwatch', 'json-1.0', 'GraniteServiceVersion20100801', () => import('@aws-sdk/client-cloudwatch')),
  service('logs', 'json-1.1', 'Logs_20140328', () => import('@aws-sdk/client-cloudwatch-logs')),
  service('cloudtrail', 'json-1.1', 'CloudTrail_20131101', () => import('@aws-sdk/client-cloudtrail')),
  service('ecs', 'json-1.1', 'AmazonEC2ContainerServiceV20141113', () => import('@aws-sdk/client-ecs')),
  service(
    'application-autoscaling',
    'json-1.1',
    'AnyScaleFrontendService',
    () => import('@aws-sdk/client-application-auto-scaling'),
  ),
  service('acm', 'json-1.1', 'CertificateManager', () => import('@aws-sdk/client-acm')),
  service('codedeploy', 'json-1.1', 'CodeDeploy_20141006', () => import('@aws-sdk/client-codedeploy')),
  service('lambda', 'rest-json', 'lambda', () => import('@aws-sdk/client-lambda')),
  service('sqs', 'json-1.0', 'AmazonSQS', () => import('@aws-sdk/client-sqs')),
  s3Service,
];
