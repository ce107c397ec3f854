import type { ApplicationLog } from '../../domain/evidence.ts';
import type { Span } from '../../domain/window.ts';
import { makeApplicationLogDigest, type RawLine } from '../../logs/index.ts';
import { logGroupPage } from '../console.ts';
import { filterLines, sampleLines } from '../log-filter.ts';
import { queryLines } from '../log-query.ts';
import { type LogGroup, logGroupsStep } from '../steps/log-groups.ts';
import { type Collector, gather, type Trip } from '../trip.ts';

const minute = 60_000;
/** Up to here reading is quicker than a Logs Insights query, and free. */
const shortWindowMs = 60 * minute;
/** What led to the first failure, and what was written as the window closed. */
const leadInMs = 5 * minute;
const leadOutMs = minute;

export const applicationLogsCollector: Collector<'applicationLogs'> = {
  id: 'applicationLogs',
  actions: ['logs:FilterLogEvents', 'logs:StartQuery', 'logs:GetQueryResults', 'logs:StopQuery'],
  needs: [logGroupsStep],
  async take(trip) {
    const groups = await trip.get(logGroupsStep);
    const value = await gather(groups, trip, (group) => digest(trip, group));
    const told = value.map(({ group, lines }) => `${group} (${lines} lines)`).join(', ');
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
  const reading = makeApplicationLogDigest(group.name, span);
  let lines = 0;
  const onLine = (line: RawLine) => {
    lines += 1;
    trip.meter.read(line.message.length);
    reading.add(line);
  };
  const isShort = Date.parse(to) - Date.parse(from) <= shortWindowMs;
  await (isShort ? filterLines : queryLines)(trip, group, span, onLine);
  if (lines === 0) await proveAlive(trip, group, span, onLine);
  return reading.result();
}

/** Silence counts only in a group that is written to. */
async function proveAlive(trip: Trip, group: LogGroup, span: Span, onLine: (line: RawLine) => void): Promise<void> {
  const sample = await sampleLines(trip, group, span);
  for (const line of sample) onLine(line);
  if (sample.length > 0) return;
  const detail = `${group.name} holds no line at all from ${span.from} to ${span.to}`;
  trip.lose({ reason: 'empty', action: null, detail });
}
