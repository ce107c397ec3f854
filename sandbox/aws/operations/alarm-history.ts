import { pageOf } from '../paging.ts';
import { evaluateAll, type StateValue } from '../world/alarm-state.ts';
import { reasonOf } from '../world/alarm-words.ts';
import type { AlarmRecord } from '../world/alarms.ts';
import type { History } from '../world/history.ts';
import { type Context, here, type Operations, pageSize, present, text, texts } from './context.ts';

const MINUTE = 60_000;
/** The world's alarms are worked out this far back. */
const REACH = 5 * 60 * MINUTE;

interface Turn {
  readonly at: number;
  readonly alarm: AlarmRecord;
  readonly from: StateValue;
  readonly to: StateValue;
  readonly reason: string;
}

const known = new WeakMap<History, { readonly until: number; readonly turns: readonly Turn[] }>();

/** Every change of state up to now, as CloudWatch would have seen it minute by minute. */
function turnsOf(history: History, now: number): readonly Turn[] {
  const held = known.get(history);
  const until = Math.floor(now / MINUTE) * MINUTE;
  if (held?.until === until) return held.turns;
  const turns: Turn[] = [];
  let before = evaluateAll(history.alarms, history.metrics, until - REACH);
  for (let at = until - REACH + MINUTE; at <= until; at += MINUTE) {
    const found = evaluateAll(history.alarms, history.metrics, at);
    for (const alarm of history.alarms) {
      const [from, to] = [before.get(alarm.name), found.get(alarm.name)];
      if (!from || !to || from.state === to.state) continue;
      turns.push({ at: at + 900, alarm, from: from.state, to: to.state, reason: reasonOf(alarm, to, at) });
    }
    before = found;
  }
  known.set(history, { until, turns });
  return turns;
}

export const alarmHistoryOperations: Operations = {
  DescribeAlarmHistory: (input, context: Context) => {
    const from = (input.StartDate as Date | undefined)?.getTime() ?? 0;
    const to = (input.EndDate as Date | undefined)?.getTime() ?? context.now;
    const types = texts(input.AlarmTypes);
    const kinds = types.length === 0 ? ['MetricAlarm'] : types;
    const turns = here(context) ? turnsOf(context.history, context.now) : [];
    const found = turns
      .filter(({ at }) => at >= from && at <= Math.min(to, context.now))
      .filter(({ alarm }) => kinds.includes(alarm.kind === 'metric' ? 'MetricAlarm' : 'CompositeAlarm'))
      .filter(({ alarm }) => text(input.AlarmName) === undefined || alarm.name === input.AlarmName)
      .filter(() => (text(input.HistoryItemType) ?? 'StateUpdate') === 'StateUpdate')
      .sort((a, b) => b.at - a.at);
    const page = pageOf(found, pageSize(input.MaxRecords, context), text(input.NextToken), 'alarm-history');
    return present({ AlarmHistoryItems: page.items.map(shape), NextToken: page.next });
  },
};

const shape = ({ at, alarm, from, to, reason }: Turn) => ({
  AlarmName: alarm.name,
  AlarmType: alarm.kind === 'metric' ? 'MetricAlarm' : 'CompositeAlarm',
  Timestamp: new Date(at),
  HistoryItemType: 'StateUpdate',
  HistorySummary: `Alarm updated from ${from} to ${to}`,
  HistoryData: JSON.stringify({
    version: '1.0',
    oldState: { stateValue: from },
    newState: { stateValue: to, stateReason: reason },
  }),
});
