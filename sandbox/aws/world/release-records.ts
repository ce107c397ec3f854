import { stableHex } from './names.ts';
import type { Release } from './release-spec.ts';
import type { World } from './spec.ts';
import type { TrailEntry } from './trail.ts';

const MINUTE = 60_000;

/** A release as the tool that made it keeps it. Times are epoch ms. */
export interface ReleaseRecord extends Omit<Release, 'at' | 'minutes' | 'apps'> {
  readonly id: string;
  readonly startedAt: number;
  /** Null while it runs. */
  readonly endedAt: number | null;
  /** What it touched, by kind and physical id. */
  readonly resources: readonly { readonly type: string; readonly logical: string; readonly id: string }[];
}

export interface Touched {
  readonly serviceArn: string;
  readonly targetGroupArn: string | null;
  readonly name: string;
}

export function releaseRecord(
  world: World,
  anchor: number,
  release: Release,
  touched: readonly Touched[],
): ReleaseRecord {
  const { at, minutes, apps: _apps, ...rest } = release;
  const startedAt = anchor + at;
  const key = `${release.with}/${release.name}/${at}`;
  return {
    ...rest,
    id:
      release.with === 'codedeploy'
        ? `d-${stableHex(key, 9).toUpperCase()}`
        : `arn:aws:cloudformation:${world.region}:${world.account}:stack/${release.name}/${stableHex(release.name, 8)}-0000-11f0-8d3c-${stableHex(release.name, 12)}`,
    startedAt,
    endedAt: release.outcome === 'running' ? null : startedAt + minutes * MINUTE,
    resources: touched.flatMap(({ serviceArn, targetGroupArn, name }) => [
      { type: 'AWS::ECS::Service', logical: `${camel(name)}Service`, id: serviceArn },
      ...(targetGroupArn === null
        ? []
        : [{ type: 'AWS::ElasticLoadBalancingV2::TargetGroup', logical: `${camel(name)}Group`, id: targetGroupArn }]),
    ]),
  };
}

const camel = (name: string) =>
  name
    .split(/[-_]/)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');

/** The call that began it, as CloudTrail has it. */
export function releaseCall(record: ReleaseRecord): TrailEntry {
  const { startedAt: at, by, name } = record;
  return record.with === 'codedeploy'
    ? {
        at,
        name: 'CreateDeployment',
        source: 'codedeploy.amazonaws.com',
        by,
        resources: [],
        request: { applicationName: name, deploymentGroupName: `${name}-group` },
      }
    : {
        at,
        name: 'UpdateStack',
        source: 'cloudformation.amazonaws.com',
        by,
        resources: [],
        request: { stackName: name, capabilities: ['CAPABILITY_NAMED_IAM'] },
      };
}

/** Tags that CloudFormation puts on what it made, by ARN. */
export function stackTags(records: readonly ReleaseRecord[]): ReadonlyMap<string, Readonly<Record<string, string>>> {
  const stacks = records.filter((record) => record.with === 'cloudformation');
  return new Map(
    stacks.flatMap(({ name, id, resources }) =>
      resources.map(({ id: arn, logical }): [string, Readonly<Record<string, string>>] => [
        arn,
        {
          'aws:cloudformation:stack-name': name,
          'aws:cloudformation:stack-id': id,
          'aws:cloudformation:logical-id': logical,
        },
      ]),
    ),
  );
}
