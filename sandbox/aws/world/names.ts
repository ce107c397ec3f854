import { randomOf } from './random.ts';
import type { World } from './spec.ts';

/** Ids that are the same for the same name in every world, as an account keeps its ids from day to day. */
export const stableHex = (name: string, digits: number): string => randomOf(`id|${name}`).hex(digits);

export const zonesOf = (world: World): readonly string[] => ['a', 'b', 'c'].map((letter) => `${world.region}${letter}`);

export function loadBalancerNames(world: World, name: string) {
  const id = stableHex(`${world.account}/${name}`, 16);
  const dimension = `app/${name}/${id}`;
  const arn = `arn:aws:elasticloadbalancing:${world.region}:${world.account}:loadbalancer/${dimension}`;
  const number = String(Number.parseInt(stableHex(`${name}/dns`, 7), 16)).padStart(9, '1');
  return { id, dimension, arn, dnsName: `${name}-${number}.${world.region}.elb.amazonaws.com` };
}

export function targetGroupNames(world: World, name: string) {
  const dimension = `targetgroup/${name}/${stableHex(`${world.account}/tg/${name}`, 16)}`;
  return { dimension, arn: `arn:aws:elasticloadbalancing:${world.region}:${world.account}:${dimension}` };
}

export const ecsArn = (world: World, rest: string) => `arn:aws:ecs:${world.region}:${world.account}:${rest}`;

export const certificateArn = (world: World, host: string) =>
  `arn:aws:acm:${world.region}:${world.account}:certificate/${randomOf(`cert|${host}`).uuid()}`;

/** The private addresses of a load balancer's nodes, one a zone. */
export const nodeIp = (name: string, node: number) => {
  const random = randomOf(`node|${name}|${node}`);
  return `10.0.${node + 1}.${Math.floor(random.between(10, 250))}`;
};
