import type { Behaviour } from './behaviour.ts';
import type { TargetRecord, TaskRecord } from './history.ts';

/** A request that a task is working on; `cut` ends it from the target's side. */
export interface Flight {
  cut(at: number): void;
  /** Whether the node that it came from has heard that the target leaves. */
  knowsOfLeaving(at: number): boolean;
}

/** A pooled connection of one load balancer node to one task. */
export interface Connection {
  idleSince: number;
  /** When the server closes it if it stays idle, and when its node has noticed. */
  closesAt: number;
  noticedAt: number;
}

/** One task and the process in it, while it lives. */
export interface Task {
  readonly record: TaskRecord;
  readonly behaviour: Behaviour;
  readonly target: TargetRecord | null;
  readonly flights: Set<Flight>;
  /** Idle connections by node. */
  readonly pools: Map<number, Connection[]>;
  /** By node, how long after it happened the node hears of the task's coming and going, ms. */
  readonly heard: { readonly coming: number; readonly going: number }[];
  listening: boolean;
  dead: boolean;
  /** Its network interface is gone: nobody answers at the address. */
  gone: boolean;
  stopping: boolean;
  /** As its last checks found it; a target keeps this while it drains. */
  fit: boolean;
  state: 'none' | 'initial' | 'healthy' | 'unhealthy' | 'draining' | 'gone';
  registeredAt: number;
  drainingAt: number;
  passed: number;
  failed: number;
}

export const setState = (
  task: Task,
  at: number,
  state: Exclude<Task['state'], 'none'>,
  reason?: string,
  description?: string,
): void => {
  task.state = state;
  if (state === 'healthy') task.fit = true;
  if (state === 'unhealthy') task.fit = false;
  task.target?.states.push({
    at,
    state,
    ...(reason === undefined ? {} : { reason }),
    ...(description === undefined ? {} : { description }),
  });
};
