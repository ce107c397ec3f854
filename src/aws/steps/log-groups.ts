import type { LogConfiguration } from '@aws-sdk/client-ecs';
import { lostOf, Nothing } from '../failure.ts';
import type { Step, Trip } from '../trip.ts';
import { deployedDefinitionsStep, servicesStep } from './ecs.ts';
import { functionAnswersStep } from './lambda.ts';
import { targetGroupsStep } from './load-balancer.ts';
import type { LogGroup } from './log-group.ts';
import { foundGroupsStep } from './log-group-search.ts';
import { targetHealthStep } from './target-health.ts';

export type { LogGroup } from './log-group.ts';

/** The groups that the deployed containers write to. Rejects when there are containers and none writes to a group. */
const containerGroupsStep: Step<readonly LogGroup[]> = {
  id: 'step:container-log-groups',
  actions: [],
  needs: [servicesStep, deployedDefinitionsStep],
  async take(trip) {
    const definitions = await trip.get(deployedDefinitionsStep);
    const containers = definitions.flatMap(({ taskDefinition }) => taskDefinition?.containerDefinitions ?? []);
    const destinations = containers.flatMap(({ logConfiguration }) => destinationOf(logConfiguration));
    const elsewhere = destinations.filter(({ region = trip.scope.region }) => region !== trip.scope.region);
    for (const one of elsewhere) {
      const detail = `log group ${one.group} is in ${one.region}`;
      trip.lose({ reason: 'not-collected', action: null, detail });
    }
    const here = destinations.filter((one) => !elsewhere.includes(one));
    if (here.length === 0 && containers.length > 0) {
      const drivers = [...new Set(containers.map(({ logConfiguration }) => logConfiguration?.logDriver ?? 'none'))];
      const detail = `no container writes to CloudWatch Logs (log drivers: ${drivers.join(', ')})`;
      throw new Nothing(...trip.losses(), { reason: 'not-enabled', action: null, detail });
    }
    return [...Map.groupBy(here, ({ group }) => group)].map(([name, users]) => {
      const prefixes = new Set(users.map(({ prefix }) => prefix));
      const [only] = prefixes;
      const streamPrefix = prefixes.size === 1 && only !== undefined ? only : null;
      return { name, streamPrefix, foundBy: 'setting' };
    });
  },
};

interface Destination {
  readonly group: string;
  readonly prefix: string | undefined;
  readonly region: string | undefined;
}

function destinationOf(configuration: LogConfiguration | undefined): readonly Destination[] {
  const options = configuration?.options ?? {};
  if (configuration?.logDriver === 'awslogs' && options['awslogs-group'] !== undefined) {
    const prefix = options['awslogs-stream-prefix'];
    return [
      {
        group: options['awslogs-group'],
        prefix: prefix === undefined ? undefined : `${prefix}/`,
        region: options['awslogs-region'],
      },
    ];
  }
  // FireLens hands its options to Fluent Bit's cloudwatch_logs (or the older cloudwatch) output.
  const group = options.log_group_name;
  const isHere = configuration?.logDriver === 'awsfirelens' && /^cloudwatch/.test(options.Name ?? options.name ?? '');
  if (!isHere || group === undefined || /[$%{(]/.test(group)) return [];
  return [{ group, prefix: options.log_stream_prefix, region: options.region }];
}

const functionArn = /^arn:aws[\w-]*:lambda:[\w-]+:\d+:function:([\w-]+)/;

/** A function writes to a group of its own name, unless somebody chose another. */
const functionGroupsStep: Step<readonly LogGroup[]> = {
  id: 'step:function-log-groups',
  actions: [],
  needs: [targetGroupsStep, targetHealthStep, functionAnswersStep],
  async take(trip) {
    const groups = await trip.get(targetGroupsStep);
    if (!groups.some(({ TargetType }) => TargetType === 'lambda')) return [];
    const health = await trip.get(targetHealthStep);
    const names = health
      .flatMap(({ targets }) => targets)
      .flatMap(({ Target }) => functionArn.exec(Target?.Id ?? '')?.[1] ?? []);
    const settings = (await trip.attempt(functionAnswersStep)) ?? [];
    const chosen = new Map(
      settings.flatMap(({ configuration }) => {
        const { FunctionName, LoggingConfig } = typeof configuration === 'object' ? configuration : {};
        const group = LoggingConfig?.LogGroup;
        return FunctionName === undefined || group === undefined ? [] : [[FunctionName, group] as const];
      }),
    );
    return [...new Set(names)].map((name) => ({
      name: chosen.get(name) ?? `/aws/lambda/${name}`,
      streamPrefix: null,
      foundBy: 'setting',
    }));
  },
};

/**
 * The log groups of everything that stands behind the load balancer. Empty when nothing does, or nothing was found;
 * rejects when there should be some and none could be learned.
 */
export const logGroupsStep: Step<readonly LogGroup[]> = {
  id: 'step:log-groups',
  actions: [],
  needs: [containerGroupsStep, functionGroupsStep, foundGroupsStep],
  async take(trip) {
    const settled = await Promise.allSettled([
      trip.get(containerGroupsStep),
      trip.get(functionGroupsStep),
      trip.get(foundGroupsStep),
    ]);
    const groups = settled.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
    const failed = settled.find((one) => one.status === 'rejected');
    if (groups.length === 0 && failed !== undefined) throw failed.reason;
    loseFailed(trip, settled);
    return [...new Map(groups.toReversed().map((one) => [one.name, one])).values()].toReversed();
  },
};

function loseFailed(trip: Trip, settled: readonly PromiseSettledResult<unknown>[]): void {
  for (const one of settled) if (one.status === 'rejected') trip.lose(...lostOf(one.reason));
}
