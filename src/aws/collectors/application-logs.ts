import type { ApplicationLog, MetricSeries } from '../../domain/evidence.ts';
import type { Span } from '../../domain/window.ts';
import { makeApplicationLogDigest, type RawLine } from '../../logs/index.ts';
import { logGroupPage } from '../console.ts';
import { filterLines, sampleLines } from '../log-filter.ts';
import { queryLines } from '../log-query.ts';
import { type Keep, readBaseline, readStretch } from '../log-reading.ts';
import { makePodOwner, ownLines } from '../pod-lines.ts';
import { tagsStep } from '../steps/load-balancer-tags.ts';
import { type LogGroup, logGroupsStep } from '../steps/log-groups.ts';
import { albMetricsStep } from '../steps/metrics.ts';
import { type Collector, gather, type Trip } from '../trip.ts';

const minute = 60_000;
/** Up to here reading is quicker than a Logs Insights query, and free. */
const shortWindowMs = 60 * minute;
/** What led to the first failure, and what was written as the window closed. */
const leadInMs = 5 * minute;
const leadOutMs = minute;
const metricsStep = albMetricsStep('window');

export const applicationLogsCollector: Collector<'applicationLogs'> = {
  id: 'applicationLogs',
  actions: ['logs:FilterLogEvents', 'logs:StartQuery', 'logs:GetQueryResults', 'logs:StopQuery'],
  needs: [logGroupsStep, metricsStep, tagsStep],
  async take(trip) {
    const groups = await trip.get(logGroupsStep);
    const value = await gather(groups, trip, (group) => digest(trip, group));
    const told = value
      .map(({ group, lines, foundBy }) => `${group} (${lines} lines${foundBy === 'name' ? ', found by its name' : ''})`)
      .join(', ');
    const [first] = groups;
    return {
      value,
      what: told === '' ? 'no log group' : `lines of interest of ${told}`,
      link: first === undefined ? null : logGroupPage(trip.scope, first.name),
    };
  },
};

async function digest(trip: Trip, group: LogGroup): Promise<ApplicationLog> {
  const { from, to } = trip.window;
  const span: Span = {
    from: new Date(Date.parse(from) - leadInMs).toISOString(),
    to: new Date(Date.parse(to) + leadOutMs).toISOString(),
  };
  const keep = keeperOf(trip);
  const own = readWindow(trip, group, span);
  // They only add: what fails in them is not a gap of the window.
  const baseline = readBaseline(trip, group, span, keep).catch(() => null);
  const stretch = worstMinute(trip)
    .then((at) => readStretch(trip, group, at, keep))
    .catch(() => null);
  const { lines, isCut } = await own;
  const [before, minutes, owned] = await Promise.all([baseline, stretch, keep]);
  const last = lines.at(-1)?.at ?? 0;
  // Where the budget ended before the worst minutes, their own lines stand in for what was left out.
  const more = isCut ? (minutes?.lines ?? []).filter(({ at }) => at > last) : [];
  const reading = makeApplicationLogDigest(group.name, span);
  for (const line of [...owned(lines), ...more]) reading.add(line);
  const log = reading.result();
  return {
    ...log,
    templates: log.templates.map((one) => ({ ...one, baseline: before && (before.counts.get(one.template) ?? 0) })),
    baseline: before?.about ?? null,
    stretch: minutes?.stretch ?? null,
    foundBy: group.foundBy,
  };
}

async function readWindow(trip: Trip, group: LogGroup, span: Span) {
  const lines: RawLine[] = [];
  let isCut = false;
  const onLine = (line: RawLine) => {
    trip.meter.read(line.message.length);
    lines.push(line);
  };
  const lose: Trip['lose'] = (...lost) => {
    isCut = true;
    trip.lose(...lost);
  };
  const isShort = Date.parse(trip.window.to) - Date.parse(trip.window.from) <= shortWindowMs;
  await (isShort ? filterLines : queryLines)({ ...trip, lose }, group, span, onLine);
  if (lines.length === 0) await proveAlive(trip, group, span, onLine);
  return { lines, isCut };
}

/** In a group that a whole cluster shares, only the lines of the path's own pods count. */
async function keeperOf(trip: Trip): Promise<Keep> {
  const tags = await trip.attempt(tagsStep);
  const resources = [...(tags?.values() ?? [])].flatMap((one) => [
    one['ingress.k8s.aws/resource'] ?? [],
    one['service.k8s.aws/resource'] ?? [],
  ]);
  const owner = makePodOwner(resources.flat());
  return (lines) => ownLines(lines, owner);
}

/** The minute of the window with the most 502s, whoever made them; undefined when none is known. */
async function worstMinute(trip: Trip): Promise<number | undefined> {
  const series = (await trip.attempt(metricsStep)) ?? [];
  const counts = new Map<number, number>();
  const wholeOnly = ({ metric, dimensions }: MetricSeries) =>
    Object.keys(dimensions).length === 1 && /^HTTPCode_(ELB_502|Target_5XX)_Count$/.test(metric);
  for (const { points } of series.filter(wholeOnly)) {
    for (const { at, value } of points) {
      if (at >= trip.window.from && at <= trip.window.to && value > 0) {
        counts.set(Date.parse(at), (counts.get(Date.parse(at)) ?? 0) + value);
      }
    }
  }
  return [...counts].sort(([a, m], [b, n]) => n - m || a - b)[0]?.[0];
}

/** Silence counts only in a group that is written to. */
async function proveAlive(trip: Trip, group: LogGroup, span: Span, onLine: (line: RawLine) => void): Promise<void> {
  const sample = await sampleLines(trip, group, span);
  for (const line of sample) onLine(line);
  if (sample.length > 0) return;
  const detail = `${group.name} holds no line at all from ${span.from} to ${span.to}`;
  trip.lose({ reason: 'empty', action: null, detail });
}
