import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Telemetry } from '../domain/telemetry.ts';
import type { Vitals } from '../domain/vitals.ts';
import { addVitalGauges } from './vital-gauges.ts';

export interface Metrics {
  readonly telemetry: Telemetry;
  readonly contentType: string;
  /** Prometheus' text. `vitals` undefined: the store did not answer, so nothing is said about what it holds. */
  text(vitals: Vitals | undefined, at: number): Promise<string>;
}

export interface MetricsOptions {
  readonly version: string;
  readonly database: 'sqlite' | 'postgresql';
}

/** Slack gives up after 3 s; the bar of this bot is 0.3 s. */
const ANSWER_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 3];
const CHECK_BUCKETS = [1, 2, 5, 10, 15, 20, 25, 30, 60, 120];

/** Every metric of the bot, in a registry of its own; docs/metrics.md lists them. */
export function makeMetrics({ version, database }: MetricsOptions): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const setVitals = addVitalGauges(registry);
  new Gauge({
    name: 'fiveohtwo_build_info',
    help: 'Always 1; the labels say what runs.',
    labelNames: ['version', 'node', 'database'],
    registers: [registry],
  }).set({ version, node: process.version, database }, 1);
  return {
    telemetry: telemetryOver(registry),
    contentType: registry.contentType,
    text(vitals, at) {
      setVitals(vitals, at);
      return registry.metrics();
    },
  };
}

function telemetryOver(registry: Registry): Telemetry {
  const counter = (name: string, help: string, ...labelNames: string[]) =>
    new Counter({ name: `fiveohtwo_${name}`, help, labelNames, registers: [registry] });
  const histogram = (name: string, help: string, buckets: number[], ...labelNames: string[]) =>
    new Histogram({ name: `fiveohtwo_${name}`, help, labelNames, buckets, registers: [registry] });

  const deliveries = counter('deliveries_total', 'What came in, by kind and outcome.', 'kind', 'outcome');
  const alarms = counter('alarms_total', 'Alarms by road, accepted or refused by reason.', 'road', 'outcome');
  const calls = counter('slack_calls_total', 'Calls of Slack and how they ended.', 'call', 'outcome');
  const awsCalls = counter('aws_calls_total', 'Calls of AWS and how they ended.', 'operation', 'outcome');
  const answers = histogram(
    'answer_duration_seconds',
    'From the whole request to its answer: what Slack and SNS wait for.',
    ANSWER_BUCKETS,
    'route',
    'status',
  );
  const checks = histogram('check_duration_seconds', 'Whole checks, by verdict or error.', CHECK_BUCKETS, 'outcome');
  return {
    delivery: (kind, outcome) => deliveries.inc({ kind, outcome }),
    alarm: (road, outcome) => alarms.inc({ road, outcome }),
    posted: (call, outcome) => calls.inc({ call, outcome }),
    awsCall: (operation, outcome) => awsCalls.inc({ operation, outcome }),
    checked: (outcome, seconds) => checks.observe({ outcome }, seconds),
    answered: (route, status, seconds) => answers.observe({ route, status: String(status) }, seconds),
  };
}
