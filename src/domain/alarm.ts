/**
 * One transition of one alarm, as the system that watches told it, already parsed. Every text in it is hostile input:
 * shown as plain text or escaped, cut to size, redacted before it is kept.
 */
export interface AlarmEvent {
  readonly source: AlarmSource;
  /** Names the alarm for good: CloudWatch's ARN, `alertmanager:<fingerprint>`, `grafana:<fingerprint>`, `webhook:<id>`. */
  readonly alarm: string;
  readonly name: string;
  readonly kind: 'metric' | 'metric-math' | 'anomaly' | 'composite' | 'other';
  readonly state: AlarmState;
  /** When the source says that it changed, epoch ms. */
  readonly changedAt: number;
  readonly reason: string;
  readonly description: string | null;
  readonly account: string | null;
  readonly region: string | null;
  /** What it watches; null where the event does not say (composites, other systems). */
  readonly metric: AlarmMetric | null;
  /** Names or ARNs of the alarms that a composite's rule names. */
  readonly children: readonly string[];
  /** Labels of Alertmanager or Grafana, tags where the event carries them. */
  readonly labels: Readonly<Record<string, string>>;
  /** A page about it at its source. */
  readonly link: string | null;
}

export type AlarmSource = 'cloudwatch' | 'alertmanager' | 'grafana' | 'webhook';
export type AlarmState = 'alarm' | 'ok' | 'insufficient-data';

export interface AlarmMetric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: string | null;
  readonly periodSeconds: number | null;
  readonly threshold: number | null;
  /** CloudWatch's word: GreaterThanThreshold, LessThanLowerOrGreaterThanUpperThreshold … */
  readonly comparison: string | null;
}

/** The same transition by whatever road it came: its delivery id, so that it is handled once. */
export function transitionId({ alarm, state, changedAt }: AlarmEvent): string {
  return `alarm/${alarm}/${state}/${changedAt}`;
}
