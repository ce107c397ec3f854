import type { Behaviour } from './behaviour.ts';
import type { TargetRecord, TaskRecord } from './history.ts';

/** A request that a task is working on; `cut` ends it from the target's side. */
export interface Flight {
  cut(at: number): void;
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
  listening: boolean;
  dead: boolean;
  /** Its network interface is gone: nobody answers at the address. */
  gone: boolean;
  stopping: boolean;
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
  task.target?.states.push({
    at,
    state,
    ...(reason === undefined ? {} : { reason }),
    ...(description === undefined ? {} : { description }),
  });
};
