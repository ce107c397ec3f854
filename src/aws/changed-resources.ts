import type { Change } from '../domain/evidence.ts';

/** The parts of CloudTrail's record that matter here. */
export interface Detail {
  readonly readOnly?: boolean;
  readonly errorCode?: string;
  readonly requestParameters?: Readonly<Record<string, unknown>> | null;
  readonly responseElements?: Readonly<Record<string, unknown>> | null;
  readonly userAgent?: string;
  readonly sourceIPAddress?: string;
  readonly sessionCredentialFromConsole?: string;
  readonly userIdentity?: {
    readonly type?: string;
    readonly arn?: string;
    readonly invokedBy?: string;
  };
}

/**
 * Where each service puts what an event is about: fields of the request, and of the response where it names what was made.
 * CloudTrail's own `Resources` is empty for most of them.
 */
const fields: Readonly<Record<string, readonly string[]>> = {
  'elasticloadbalancing.amazonaws.com': [
    'loadBalancerArn',
    'listenerArn',
    'ruleArn',
    'targetGroupArn',
    'rulePriorities.ruleArn',
    'resourceArn',
    'actions.targetGroupArn',
    'defaultActions.targetGroupArn',
    'actions.forwardConfig.targetGroups.targetGroupArn',
    'defaultActions.forwardConfig.targetGroups.targetGroupArn',
  ],
  'ecs.amazonaws.com': [
    'service',
    'cluster',
    'family',
    'taskDefinition',
    'task',
    'taskDefinition.taskDefinitionArn',
    'service.serviceArn',
  ],
  'ec2.amazonaws.com': [
    'groupId',
    'networkAclId',
    'routeTableId',
    'subnetId',
    'networkInterfaceId',
    'natGatewayId',
    'vpcEndpointId',
    'instancesSet.items.instanceId',
    'ModifySecurityGroupRulesRequest.GroupId',
    'CreateLaunchTemplateVersionRequest.LaunchTemplateId',
    'CreateLaunchTemplateVersionRequest.LaunchTemplateName',
    'ReplaceRouteTableAssociationRequest.RouteTableId',
  ],
  'autoscaling.amazonaws.com': ['autoScalingGroupName', 'instanceId', 'launchTemplate.launchTemplateName'],
  'application-autoscaling.amazonaws.com': ['resourceId'],
  'lambda.amazonaws.com': ['functionName', 'name'],
  'rds.amazonaws.com': [
    'dBInstanceIdentifier',
    'dBClusterIdentifier',
    'dBParameterGroupName',
    'dBClusterParameterGroupName',
    'dBProxyName',
  ],
  'elasticache.amazonaws.com': ['replicationGroupId', 'cacheClusterId', 'cacheParameterGroupName'],
  'secretsmanager.amazonaws.com': ['secretId', 'name', 'aRN'],
  'ssm.amazonaws.com': ['name', 'names'],
  'cloudformation.amazonaws.com': ['stackName', 'stackId'],
  'codedeploy.amazonaws.com': ['applicationName', 'deploymentGroupName', 'deploymentId'],
  'codepipeline.amazonaws.com': ['name', 'pipelineName'],
  'route53.amazonaws.com': ['hostedZoneId', 'changeBatch.changes.resourceRecordSet.name'],
  'acm.amazonaws.com': ['certificateArn'],
  'wafv2.amazonaws.com': ['resourceArn', 'webACLArn'],
  'cloudfront.amazonaws.com': ['id'],
  'eks.amazonaws.com': ['name', 'clusterName', 'nodegroupName', 'addonName'],
  'iam.amazonaws.com': ['roleName', 'policyArn', 'policyName'],
  'kms.amazonaws.com': ['keyId'],
};

const most = 20;

/** Names and ARNs of what an event changed, CloudTrail's own first. */
export function changedResources(listed: readonly string[], source: string, detail: Detail): readonly string[] {
  const paths = fields[source] ?? [];
  const found = [detail.requestParameters, detail.responseElements].flatMap((part) =>
    paths.flatMap((path) => valuesAt(part, path.split('.'))),
  );
  return [...new Set([...listed, ...found])].slice(0, most);
}

/** Strings at a path; lists on the way are gone through, and CloudTrail's capitals do not count. */
function valuesAt(value: unknown, path: readonly string[]): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((each) => valuesAt(each, path));
  const [first, ...rest] = path;
  if (first === undefined) return typeof value === 'string' && value !== '' ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  const entry = Object.entries(value).find(([key]) => key.toLowerCase() === first.toLowerCase());
  return entry === undefined ? [] : valuesAt(entry[1], rest);
}

const machines =
  /terraform|pulumi|cloudformation|codepipeline|codebuild|codedeploy|github|gitlab|jenkins|circleci|argocd|spinnaker|aws-cdk|atlantis|buildkite|harness|ansible/i;
const browsers = /^(mozilla\/|aws internal|console\.amazonaws\.com)|signin\.amazonaws\.com|^s3console|aws-console/i;
const shells = /aws-cli|boto3|botocore|session-manager|powershell/i;

/** Who was behind a call, as far as the record tells: a service of AWS, a pipeline, or a person. */
export function actorOf(detail: Detail, user: string | null): NonNullable<Change['actor']> | null {
  const { userIdentity, userAgent = '' } = detail;
  const who = userIdentity?.arn ?? '';
  const invoked = userIdentity?.invokedBy ?? '';
  if (/cloudformation/.test(invoked)) return 'automation';
  if (isService(userIdentity?.type, who, invoked)) return 'service';
  if (detail.sessionCredentialFromConsole === 'true' || browsers.test(userAgent)) return 'person';
  if (machines.test(`${userAgent} ${user ?? ''} ${who}`)) return 'automation';
  return shells.test(userAgent) ? 'person' : null;
}

function isService(type: string | undefined, who: string, invoked: string): boolean {
  return (
    type === 'AWSService' ||
    invoked.endsWith('.amazonaws.com') ||
    /:assumed-role\/AWSServiceRole|\/aws-service-role\//.test(who)
  );
}
