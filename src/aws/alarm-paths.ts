import { DescribeServicesCommand } from '@aws-sdk/client-ecs';
import { DescribeTargetGroupsCommand, type TargetGroup } from '@aws-sdk/client-elastic-load-balancing-v2';
import { type AlarmSite, tried } from './alarm-site.ts';
import { CallFailed } from './failure.ts';
import { chunks } from './steps/ecs.ts';

export type Dimensions = Readonly<Record<string, string>>;

/** From what metrics are about to the load balancers in front of it: one answer for each of `all`. */
export async function loadBalancersOf(
  site: AlarmSite,
  all: readonly Dimensions[],
): Promise<(dimensions: Dimensions) => readonly string[]> {
  const groupsOf = await serviceGroups(
    site,
    all.filter((one) => direct(site, one) === undefined),
  );
  const groups = (of: Dimensions) => [...ownGroup(site, of), ...(groupsOf.get(serviceKey(of)) ?? [])];
  const wanted = all.filter((one) => direct(site, one) === undefined).flatMap(groups);
  const balancers = await balancersOf(site, [...new Set(wanted)]);
  return (of) => {
    const known = direct(site, of);
    return known === undefined ? groups(of).flatMap((group) => balancers.get(group) ?? []) : [known];
  };
}

/** `app/shop-alb/50dc…` needs no question. */
function direct(site: AlarmSite, { LoadBalancer = '' }: Dimensions): string | undefined {
  return /^app\/[A-Za-z0-9-]{1,32}\/[0-9a-f]{16}$/.test(LoadBalancer)
    ? elbArn(site, `loadbalancer/${LoadBalancer}`)
    : undefined;
}

function ownGroup(site: AlarmSite, { TargetGroup = '' }: Dimensions): readonly string[] {
  const arn = /^targetgroup\/[A-Za-z0-9-]{1,32}\/[0-9a-f]{16}$/.test(TargetGroup)
    ? elbArn(site, TargetGroup)
    : undefined;
  return arn === undefined ? [] : [arn];
}

function elbArn({ partition, region, account }: AlarmSite, rest: string): string | undefined {
  return account === null ? undefined : `arn:${partition}:elasticloadbalancing:${region}:${account}:${rest}`;
}

const serviceKey = ({ ClusterName = '', ServiceName = '' }: Dimensions) => `${ClusterName}/${ServiceName}`;

/** The target groups of ECS services, by `cluster/service`. */
async function serviceGroups(
  site: AlarmSite,
  all: readonly Dimensions[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const named = all.filter(({ ClusterName = '', ServiceName = '' }) => ClusterName !== '' && ServiceName !== '');
  const byCluster = Map.groupBy(named, ({ ClusterName = '' }) => ClusterName);
  const calls = [...byCluster].flatMap(([cluster, some]) => {
    const names = [...new Set(some.map(({ ServiceName = '' }) => ServiceName))];
    return chunks(names, 10).map((services) => ({ cluster, services: [...services] }));
  });
  const answers = await Promise.all(
    calls.map(async ({ cluster, services: names }) => {
      const command = new DescribeServicesCommand({ cluster, services: names });
      const services = await tried(site, async () => (await site.ecs.send(command)).services ?? [], []);
      return services.map(({ serviceName = '', loadBalancers = [] }): [string, readonly string[]] => [
        `${cluster}/${serviceName}`,
        loadBalancers.flatMap(({ targetGroupArn }) => targetGroupArn ?? []),
      ]);
    }),
  );
  return new Map(answers.flat());
}

/** The application load balancers of target groups. */
async function balancersOf(
  site: AlarmSite,
  groups: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = await Promise.all(chunks(groups, 20).map((some) => describeGroups(site, some)));
  return new Map(found.flat());
}

async function groupPages(site: AlarmSite, arns: readonly string[]): Promise<readonly TargetGroup[]> {
  const all: TargetGroup[] = [];
  let Marker: string | undefined;
  do {
    const command = new DescribeTargetGroupsCommand({ TargetGroupArns: [...arns], Marker });
    const answer = await site.elasticloadbalancing.send(command);
    all.push(...(answer.TargetGroups ?? []));
    Marker = answer.NextMarker === Marker ? undefined : answer.NextMarker;
  } while (Marker);
  return all;
}

/** One group that is gone spoils the answer for all that were asked with it: they are asked again in halves. */
async function describeGroups(site: AlarmSite, arns: readonly string[]): Promise<[string, readonly string[]][]> {
  try {
    return (await groupPages(site, arns)).map(({ TargetGroupArn = '', LoadBalancerArns = [] }) => [
      TargetGroupArn,
      LoadBalancerArns.filter((arn) => arn.includes(':loadbalancer/app/')),
    ]);
  } catch (error) {
    if (!(error instanceof CallFailed)) throw error;
    if (error.reason !== 'not-found') site.failed(error);
    if (error.reason !== 'not-found' || arns.length === 1) return [];
    const half = Math.ceil(arns.length / 2);
    return (await Promise.all(chunks(arns, half).map((some) => describeGroups(site, some)))).flat();
  }
}
