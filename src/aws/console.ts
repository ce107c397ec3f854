import type { Scope } from '../domain/resource.ts';

/** Pages of the AWS console, for people. */
export function ec2Page(scope: Scope, page: string): string {
  return `https://${scope.region}.console.aws.amazon.com/ec2/home?region=${scope.region}#${page}`;
}

export function loadBalancerPage(scope: Scope): string {
  return ec2Page(scope, `LoadBalancer:loadBalancerArn=${scope.arn}`);
}

export function metricsPage(scope: Scope): string {
  return `https://${scope.region}.console.aws.amazon.com/cloudwatch/home?region=${scope.region}#metricsV2`;
}

export function logGroupPage(scope: Scope, group: string): string {
  // The console wants its own escaping twice over.
  const name = encodeURIComponent(encodeURIComponent(group)).replaceAll('%', '$');
  return `https://${scope.region}.console.aws.amazon.com/cloudwatch/home?region=${scope.region}#logsV2:log-groups/log-group/${name}`;
}

export function ecsServicePage(scope: Scope, cluster: string, service: string): string {
  return `https://${scope.region}.console.aws.amazon.com/ecs/v2/clusters/${cluster}/services/${service}?region=${scope.region}`;
}

export function trailPage(scope: Scope): string {
  return `https://${scope.region}.console.aws.amazon.com/cloudtrailv2/home?region=${scope.region}#/events`;
}

export function bucketPage(scope: Scope, bucket: string, prefix: string): string {
  return `https://${scope.region}.console.aws.amazon.com/s3/buckets/${bucket}?prefix=${encodeURIComponent(prefix)}`;
}

export function dataStoresPage(scope: Scope): string {
  return `https://${scope.region}.console.aws.amazon.com/rds/home?region=${scope.region}#databases:`;
}

export function alarmsPage(scope: Scope): string {
  return `https://${scope.region}.console.aws.amazon.com/cloudwatch/home?region=${scope.region}#alarmsV2:`;
}

export function deploymentsPage(scope: Scope): string {
  return `https://${scope.region}.console.aws.amazon.com/codesuite/codedeploy/deployments?region=${scope.region}`;
}
