import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { AlarmEvent } from '../../domain/alarm.ts';
import { clean, instant, labels, link, optional } from './fields.ts';
import { alarms, misfit, type Parsed } from './parsed.ts';

/** The alerts of one notification; more than this is no notification. */
const MOST = 500;

/** Alertmanager and Grafana share the shape: https://prometheus.io/docs/alerting/latest/configuration/#webhook_config */
const alert = z.object({
  status: z.enum(['firing', 'resolved']),
  labels,
  annotations: labels,
  startsAt: instant,
  endsAt: z.string().nullish(),
  generatorURL: link,
  fingerprint: optional(128),
  panelURL: link,
  dashboardURL: link,
});

const notification = z.object({
  alerts: z.array(alert).min(1).max(MOST),
  /** How many the sender cut off, by its own `max_alerts`. */
  truncatedAlerts: z.number().int().min(0).catch(0),
});

type Alert = z.output<typeof alert>;

/** Version 4 of Alertmanager's webhook: an event for each alert. */
export function parseAlertmanager(value: unknown): Parsed {
  return parse(value, (one) => ({
    ...eventOf(one),
    source: 'alertmanager',
    alarm: `alertmanager:${fingerprintOf(one)}`,
    link: one.generatorURL,
  }));
}

/** Grafana's unified alerting. Its "no data" and "error" alerts are no alarms: nothing is known then. */
export function parseGrafana(value: unknown): Parsed {
  return parse(value, (one) => {
    const event = eventOf(one);
    const isBlind = /^Datasource(?:NoData|Error)$/.test(one.labels.alertname ?? '');
    return {
      ...event,
      source: 'grafana',
      alarm: `grafana:${fingerprintOf(one)}`,
      name: isBlind ? (one.labels.rulename ?? event.name) : event.name,
      state: isBlind && event.state === 'alarm' ? 'insufficient-data' : event.state,
      link: one.panelURL ?? one.dashboardURL ?? one.generatorURL,
    };
  });
}

function parse(value: unknown, toEvent: (one: Alert) => AlarmEvent): Parsed {
  const read = notification.safeParse(value);
  if (!read.success) return misfit('notification', read.error);
  return alarms(read.data.alerts.map(toEvent), read.data.truncatedAlerts);
}

function eventOf(one: Alert): Omit<AlarmEvent, 'source' | 'alarm' | 'link'> {
  const { labels, annotations } = one;
  const isFiring = one.status === 'firing';
  // A firing alert ends in the year 1, or when nobody repeats it.
  const endedAt = instant.safeParse(one.endsAt ?? '').data;
  return {
    name: clean(labels.alertname ?? labels.rulename ?? fingerprintOf(one), 255),
    kind: 'other',
    state: isFiring ? 'alarm' : 'ok',
    changedAt: isFiring ? one.startsAt : Math.max(one.startsAt, endedAt ?? one.startsAt),
    reason: annotations.summary ?? annotations.message ?? annotations.description ?? '',
    description: annotations.description ?? null,
    account: labels.account_id ?? labels.aws_account_id ?? null,
    region: labels.region ?? labels.aws_region ?? null,
    metric: null,
    children: [],
    labels,
  };
}

/** Both send one; an old Alertmanager does not. It stands for the set of labels. */
function fingerprintOf({ fingerprint, labels }: Alert): string {
  if (fingerprint !== null) return fingerprint;
  const pairs = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(pairs)).digest('hex').slice(0, 16);
}
