import type { LogEvent, TrailEvent } from './history.ts';
import { MetricStore } from './metric-store.ts';
import { type Random, randomOf } from './random.ts';
import { Schedule } from './schedule.ts';
import type { World } from './spec.ts';

/** One row of an ALB access log, and the source of the ALB's metrics. Seconds; -1 as in the log. */
export interface Row {
  readonly at: number; // response generated
  readonly created: number;
  readonly loadBalancer: string;
  readonly node: number;
  readonly client: string;
  readonly target: string | null;
  readonly targetZone: string | null;
  readonly targetGroup: string | null;
  readonly request: number;
  readonly wait: number;
  readonly response: number;
  readonly elb: number;
  readonly status: number | null;
  readonly received: number;
  readonly sent: number;
  readonly method: string;
  readonly path: string;
  readonly agent: string;
  readonly rule: number;
  readonly connection: string;
  readonly trace: string;
}

/** What one pass of the simulation shares: its clock, its chance, and what it writes down. */
export interface Run {
  readonly world: World;
  /** The present of the world, epoch ms. */
  readonly anchor: number;
  readonly schedule: Schedule;
  readonly random: Random;
  readonly metrics: MetricStore;
  readonly rows: Row[];
  readonly logs: Map<string, LogEvent[]>;
  readonly trail: TrailEvent[];
  /** The hour a week before leaves metrics only. */
  readonly metricsOnly: boolean;
}

export function startRun(world: World, anchor: number, start: number, name: string, metricsOnly: boolean): Run {
  return {
    world,
    anchor,
    schedule: new Schedule(start),
    random: randomOf(`${world.id}|${world.seed}|${name}`),
    metrics: new MetricStore(),
    rows: [],
    logs: new Map(),
    trail: [],
    metricsOnly,
  };
}

export function log(run: Run, group: string, at: number, stream: string, message: string): void {
  if (run.metricsOnly) return;
  const events = run.logs.get(group) ?? [];
  events.push({ at: Math.round(at), stream, message });
  run.logs.set(group, events);
}
