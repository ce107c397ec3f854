import {
  type AlarmHistoryItem,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  type MetricAlarm,
} from '@aws-sdk/client-cloudwatch';
import { gather, pages, type Step } from '../trip.ts';
import { chunks } from './ecs.ts';

const leadInMs = 3 * 3_600_000;
const alarmLimit = 300;

/** Changes of state of every metric alarm, from three hours before the window. */
const stateChangesStep: Step<readonly AlarmHistoryItem[]> = {
  id: 'step:alarm-state-changes',
  actions: ['cloudwatch:DescribeAlarmHistory'],
  needs: [],
  take(trip) {
    const StartDate = new Date(Date.parse(trip.window.from) - leadInMs);
    const EndDate = new Date(trip.window.to);
    const asked = { what: 'cloudwatch:DescribeAlarmHistory', limit: 15 };
    return pages(trip, asked, async (NextToken) => {
      const answer = await trip.cloudwatch.send(
        new DescribeAlarmHistoryCommand({
          HistoryItemType: 'StateUpdate',
          AlarmTypes: ['MetricAlarm'],
          StartDate,
          EndDate,
          MaxRecords: 100,
          NextToken,
        }),
      );
      return { items: answer.AlarmHistoryItems ?? [], next: answer.NextToken };
    });
  },
};

export interface AlarmPast {
  readonly items: readonly AlarmHistoryItem[];
  readonly alarms: ReadonlyMap<string, MetricAlarm>;
}

/** With what each of these alarms watches. */
export const alarmPastStep: Step<AlarmPast> = {
  id: 'step:alarm-past',
  actions: ['cloudwatch:DescribeAlarms'],
  needs: [stateChangesStep],
  async take(trip) {
    const items = await trip.get(stateChangesStep);
    const names = [...new Set(items.flatMap(({ AlarmName }) => AlarmName ?? []))];
    if (names.length > alarmLimit)
      trip.lose({ reason: 'cut-off', action: null, detail: `${names.length} alarms changed, looked at ${alarmLimit}` });
    const answers = await gather(chunks(names.slice(0, alarmLimit), 100), trip, (AlarmNames) =>
      pages(trip, { what: 'cloudwatch:DescribeAlarms' }, async (NextToken) => {
        const answer = await trip.cloudwatch.send(
          new DescribeAlarmsCommand({ AlarmNames: [...AlarmNames], MaxRecords: 100, NextToken }),
        );
        return { items: answer.MetricAlarms ?? [], next: answer.NextToken };
      }),
    );
    return { items, alarms: new Map(answers.flat().map((alarm) => [alarm.AlarmName ?? '', alarm])) };
  },
};
