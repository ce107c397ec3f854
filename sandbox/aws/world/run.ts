import type { LogEvent, TrailEvent } from './history.ts';
import { MetricStore } from './metric-store.ts';
import type { Crossing, HealthRow } from './network-logs.ts';
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
  /** The target is a function: it has no address. */
  readonly toFunction?: boolean;
  /** `error_reason` of the log. */
  readonly reason?: string;
  /** Counts the load balancer's requests; its ids follow from it. */
  readonly serial: number;
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
  /** Connections between load balancers and targets, and health checks: for the logs of both. */
  readonly crossings: Crossing[];
  readonly healthRows: HealthRow[];
  readonly turnedAway: { readonly at: number; readonly node: number; readonly loadBalancer: string }[];
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
    crossings: [],
    healthRows: [],
    turnedAway: [],
    logs: new Map(),
    trail: [],
    metricsOnly,
  };
}

/** A line is made when somebody reads the group, for nobody reads most of them. */
export type Line = string | (() => string);

class WrittenLine implements LogEvent {
  readonly at: number;
  readonly stream: string;
  #line: Line;

  constructor(at: number, stream: string, line: Line) {
    this.at = at;
    this.stream = stream;
    this.#line = line;
  }

  get message(): string {
    if (typeof this.#line === 'function') this.#line = this.#line();
    return this.#line;
  }
}

export function log(run: Run, group: string, at: number, stream: string, line: Line): void {
  if (run.metricsOnly) return;
  const events = run.logs.get(group) ?? [];
  events.push(new WrittenLine(Math.round(at), stream, line));
  run.logs.set(group, events);
}

/** `Root=1-6b04a7e8-…`, the X-Ray id of a request, and the id of its client connection. */
export function idsOf(row: Pick<Row, 'created' | 'serial' | 'loadBalancer'>): {
  readonly trace: string;
  readonly connection: string;
} {
  const random = randomOf(`${row.loadBalancer}|${row.created}|${row.serial}`);
  return {
    trace: `Root=1-${Math.floor(row.created / 1000).toString(16)}-${random.hex(24)}`,
    connection: `TID_${random.hex(32)}`,
  };
}
