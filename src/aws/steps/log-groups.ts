import { Nothing } from '../failure.ts';
import type { Step } from '../trip.ts';
import { deployedDefinitionsStep, servicesStep } from './ecs.ts';

export interface LogGroup {
  readonly name: string;
  /** Narrows a group that several services share; null where there is more than one, or none. */
  readonly streamPrefix: string | null;
}

/** The groups that the deployed containers write to. Empty when there is no service; rejects when none writes to a group. */
export const logGroupsStep: Step<readonly LogGroup[]> = {
  id: 'step:log-groups',
  actions: [],
  needs: [servicesStep, deployedDefinitionsStep],
  async take(trip) {
    const definitions = await trip.get(deployedDefinitionsStep);
    const containers = definitions.flatMap(({ taskDefinition }) => taskDefinition?.containerDefinitions ?? []);
    const options = containers.flatMap(({ logConfiguration }) =>
      logConfiguration?.logDriver === 'awslogs' && logConfiguration.options !== undefined
        ? [logConfiguration.options]
        : [],
    );
    const elsewhere = options.filter((one) => (one['awslogs-region'] ?? trip.scope.region) !== trip.scope.region);
    for (const one of elsewhere) {
      const detail = `log group ${one['awslogs-group']} is in ${one['awslogs-region']}`;
      trip.lose({ reason: 'not-collected', action: null, detail });
    }
    const here = options.filter((one) => one['awslogs-group'] !== undefined && !elsewhere.includes(one));
    if (here.length === 0 && containers.length > 0) {
      const drivers = [...new Set(containers.map(({ logConfiguration }) => logConfiguration?.logDriver ?? 'none'))];
      const detail = `no container writes to CloudWatch Logs (log drivers: ${drivers.join(', ')})`;
      throw new Nothing(...trip.losses(), { reason: 'not-enabled', action: null, detail });
    }
    return [...Map.groupBy(here, (one) => one['awslogs-group'] ?? '')].map(([name, users]) => {
      const prefixes = new Set(users.map((one) => one['awslogs-stream-prefix']));
      const [only] = prefixes;
      return { name, streamPrefix: prefixes.size === 1 && only !== undefined ? `${only}/` : null };
    });
  },
};
