import type { ContainerDefinition } from '@aws-sdk/client-ecs';
import type { TargetGroup } from '@aws-sdk/client-elastic-load-balancing-v2';
import { lostOf } from '../failure.ts';
import type { Step } from '../trip.ts';
import { type Definition, deployedDefinitionsStep } from './ecs.ts';
import { functionSettingsStep } from './lambda.ts';
import { targetGroupsStep } from './load-balancer.ts';

/** Every value in the settings of what serves, unredacted: never to be brought as evidence, only to be matched against. */
export interface Settings {
  readonly values: readonly string[];
  /** ARNs of secrets and parameters that are handed in. */
  readonly secrets: readonly string[];
}

/** Of the task definitions in use and of functions. Those of the tasks alone come too late and name the same stores. */
export const settingsStep: Step<Settings> = {
  id: 'step:settings',
  actions: [],
  needs: [deployedDefinitionsStep, functionSettingsStep],
  async take(trip) {
    const ofFunctions = trip.attempt(functionSettingsStep);
    const definitions = await trip.get(deployedDefinitionsStep).catch((error: unknown) => {
      // What lies near is still there without knowing which of it is named.
      trip.lose(...lostOf(error));
      return [];
    });
    const containers = definitions.flatMap(containersOf);
    return {
      values: [...containers.flatMap(valuesOf), ...((await ofFunctions) ?? [])],
      secrets: containers.flatMap(({ secrets = [] }) => secrets.flatMap(({ valueFrom }) => valueFrom ?? [])),
    };
  },
};

function valuesOf({ environment = [], command = [], entryPoint = [] }: ContainerDefinition): readonly string[] {
  return [...environment.flatMap(({ value }) => value ?? []), ...command, ...entryPoint];
}

function containersOf({ taskDefinition }: Definition) {
  return taskDefinition?.containerDefinitions ?? [];
}

/** The VPCs of the target groups. */
export const vpcsStep: Step<ReadonlySet<string>> = {
  id: 'step:vpcs',
  actions: [],
  needs: [targetGroupsStep],
  async take(trip) {
    const groups: readonly TargetGroup[] = await trip.get(targetGroupsStep);
    return new Set(groups.flatMap(({ VpcId }) => VpcId ?? []));
  },
};

/** Whether a host name stands in one of the values: as a whole name, not as the end of a longer one. */
export function isNamed(host: string, values: readonly string[]): boolean {
  const wanted = host.toLowerCase();
  return wanted !== '' && values.some((value) => holdsName(value.toLowerCase(), wanted));
}

function holdsName(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const before = text[at - 1] ?? ' ';
    const after = text.slice(at + name.length, at + name.length + 2);
    // A dot may end it, as a name that is whole does; then nothing of a name may follow.
    if (!/[a-z0-9.-]/.test(before) && !/^(\.?[a-z0-9]|-)/.test(after)) return true;
  }
  return false;
}
