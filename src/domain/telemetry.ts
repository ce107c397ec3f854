import type { Delivery } from './delivery.ts';

/**
 * What the bot counts about itself while it runs: for /metrics. Every word handed in comes from a closed set of ours,
 * never from a request, so the number of series is bounded. Never throws.
 */
export interface Telemetry {
  /** Something came in; `repeated`: its id was known; `failed`: it could not be kept, and was not acknowledged. */
  delivery(kind: Delivery['kind'], outcome: 'new' | 'repeated' | 'failed'): void;
  /** An alarm was taken or refused at its road; a refusal by the name of its reason. */
  alarm(road: AlarmRoad, outcome: string): void;
  /** A call of Slack, and how it ended: 'ok' or the kind of trouble. */
  posted(call: string, outcome: string): void;
  /** A whole check: the verdict's kind, or the code of the error. */
  checked(outcome: string, seconds: number): void;
  /** A call of AWS by operation ('ecs:DescribeServices'), and 'ok' or the reason of the gap. */
  awsCall(operation: string, outcome: string): void;
  /** A request was answered: the ack that Slack or SNS waits for. `route`: its pattern, or 'socket'. */
  answered(route: string, status: number, seconds: number): void;
}

export type AlarmRoad = 'sns' | 'sqs' | 'alertmanager' | 'grafana' | 'webhook';

/** Counts nothing. */
export const noTelemetry: Telemetry = {
  delivery: () => undefined,
  alarm: () => undefined,
  posted: () => undefined,
  checked: () => undefined,
  awsCall: () => undefined,
  answered: () => undefined,
};
