import { Gauge, type Registry } from 'prom-client';
import type { Vitals } from '../domain/vitals.ts';

/** One value of a gauge, with its label where it has one. */
type Reading = readonly [value: number, label?: string];

interface VitalGauge {
  readonly name: string;
  readonly help: string;
  readonly label?: string;
  read(vitals: Vitals, at: number): readonly Reading[];
}

/** What is read from the rows at each scrape. Replicas share their rows: take `max`, not `sum`, over them. */
const vitalGauges: readonly VitalGauge[] = [
  {
    name: 'fiveohtwo_outbox_due',
    help: 'Messages that should be in Slack by now and are not.',
    read: ({ outbox }) => [[outbox.due]],
  },
  {
    name: 'fiveohtwo_outbox_oldest_age_seconds',
    help: 'How long the oldest of them has waited; 0 when none waits.',
    read: ({ outbox }, at) => [[ageSeconds(outbox.oldestAt, at)]],
  },
  {
    name: 'fiveohtwo_outbox_failed',
    help: 'Messages that were given up, for good.',
    read: ({ outbox }) => [[outbox.failed]],
  },
  {
    name: 'fiveohtwo_jobs',
    help: 'Jobs by state; dead ones were given up.',
    label: 'state',
    read: ({ jobs }) => [
      [jobs.waiting, 'waiting'],
      [jobs.running, 'running'],
      [jobs.dead, 'dead'],
    ],
  },
  {
    name: 'fiveohtwo_jobs_oldest_age_seconds',
    help: 'How long the oldest job that is due has waited for its start; 0 when none waits.',
    read: ({ jobs }, at) => [[ageSeconds(jobs.oldestDueAt, at)]],
  },
  {
    name: 'fiveohtwo_last_timestamp_seconds',
    help: 'When something of this kind last came in or went out; absent when it never did.',
    label: 'kind',
    read: ({ last }) => Object.entries(last).flatMap(([kind, at]) => (at === null ? [] : [[at / 1000, kind] as const])),
  },
  {
    name: 'fiveohtwo_incidents_open',
    help: 'Incidents that are not resolved.',
    read: ({ incidents }) => [[incidents.open]],
  },
];

/** Gives what sets them. Without vitals they are absent: an old number would be a lie. */
export function addVitalGauges(registry: Registry): (vitals: Vitals | undefined, at: number) => void {
  const registers = [registry];
  const up = new Gauge({ name: 'fiveohtwo_store_up', help: 'Whether the database answered this scrape.', registers });
  const gauges = vitalGauges.map((one) => addGauge(one, registers));
  return (vitals, at) => {
    up.set(vitals === undefined ? 0 : 1);
    for (const set of gauges) set(vitals, at);
  };
}

function addGauge({ name, help, label, read }: VitalGauge, registers: Registry[]) {
  const gauge = new Gauge({ name, help, labelNames: label === undefined ? [] : [label], registers });
  const set = ([value, own = '']: Reading) => gauge.set(label === undefined ? {} : { [label]: own }, value);
  return (vitals: Vitals | undefined, at: number) => {
    // `reset` alone leaves a zero behind, which would be a claim.
    gauge.reset();
    if (label === undefined) gauge.remove();
    if (vitals !== undefined) for (const reading of read(vitals, at)) set(reading);
  };
}

function ageSeconds(since: number | null, at: number): number {
  return since === null ? 0 : Math.max(0, at - since) / 1000;
}
