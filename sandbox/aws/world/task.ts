import type { Behaviour } from './behaviour.ts';
import type { TargetRecord } from './history.ts';

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
  /** How many requests it has carried. */
  requests: number;
}

/** Where a process runs: an ECS task, an EC2 instance, a pod. */
export interface Unit {
  /** Its last name: the task's id, `i-0a1b…`, the pod's name. */
  readonly id: string;
  readonly ip: string;
  readonly zone: string;
  /** Where its lines go. */
  readonly stream: string;
  readonly target: TargetRecord | null;
}

/** One unit and the process in it, while it lives. */
export interface Task extends Unit {
  behaviour: Behaviour;
  startedAt: number;
  readonly flights: Set<Flight>;
  /** Idle connections by node. */
  readonly pools: Map<number, Connection[]>;
  /** By node, how long after it happened the node hears of the task's coming and going, ms. */
  readonly heard: { readonly coming: number; readonly going: number }[];
  listening: boolean;
  dead: boolean;
  /** How much slower than its service it is by something of its own, as CPU wanted over what there is. */
  strain: number;
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
  /** Requests that it has answered. */
  served: number;
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

export const newTask = (unit: Unit, startedAt: number, behaviour: Behaviour): Task => ({
  ...unit,
  startedAt,
  behaviour,
  flights: new Set(),
  pools: new Map(),
  heard: [],
  listening: false,
  dead: false,
  gone: false,
  stopping: false,
  strain: 0,
  fit: false,
  state: 'none',
  registeredAt: 0,
  drainingAt: Number.POSITIVE_INFINITY,
  passed: 0,
  failed: 0,
  served: 0,
});
