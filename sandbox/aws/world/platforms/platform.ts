import type { ServiceRecord, TaskDefinitionRecord } from '../history.ts';
import type { AutoScalingGroupRecord, InstanceRecord } from '../instance-records.ts';
import type { FunctionRecord } from '../lambda-records.ts';
import type { Task } from '../task.ts';

/** How a process ended that nobody had asked to end. */
export interface Death {
  readonly exitCode: number;
  /** What the runtime says of it, where it says something. */
  readonly reason?: string;
}

/** What AWS's own services record of a fleet. What no API tells of has no records here. */
export interface Kept {
  readonly services?: readonly ServiceRecord[];
  readonly taskDefinitions?: readonly TaskDefinitionRecord[];
  readonly instances?: readonly InstanceRecord[];
  readonly autoScalingGroups?: readonly AutoScalingGroupRecord[];
  readonly functions?: readonly FunctionRecord[];
}

/** What starts, replaces and stops the units of a fleet, and keeps its records. */
export interface Platform {
  readonly kept: Kept;
  readonly targetType: 'ip' | 'instance' | 'lambda';
  /** Lets the units come up that run when the simulation begins, and plans what will happen. */
  begin(): void;
  /** How many units share the load. */
  size(): number;
  /** A process ended by itself. */
  died(task: Task, death: Death): void;
  /** A process that was told to end has ended. */
  exited(task: Task, code: number): void;
  /** The unit counts as stopped from then on. */
  stopped(task: Task, at: number): void;
  /** The CPU that each living unit used in the minute of `at`, percent of what it has. */
  cpu(at: number, used: readonly { readonly task: Task; readonly percent: number }[]): void;
  /** The memory that a unit uses now, MiB; gives how much it may use. */
  memory(task: Task, usedMib: number): number;
  /** Who registers targets, for CloudTrail. */
  readonly registrar: string;
}
