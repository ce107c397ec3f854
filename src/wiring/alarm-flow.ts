import { type Config, settingsOf } from '../config/index.ts';
import type { AlarmAws } from '../domain/alarm-rows.ts';
import type { Jobs } from '../domain/ports.ts';
import { makeMuteEnds } from '../flows/alarms/mute-ends.ts';
import { makePlaceAlarms, makePlaceDied } from '../flows/alarms/place-alarms.ts';
import { makeRemindAlarms } from '../flows/alarms/remind.ts';
import type { AlarmRules } from '../flows/alarms/rules.ts';
import type { FlowDeps } from '../flows/deps.ts';
import type { Log } from '../log.ts';

const MINUTE_MS = 60_000;

/** What the configuration says about alarms. One without a channel is kept and logged. */
export function alarmRules({ alarms }: Config, log: Log): AlarmRules {
  return {
    channel: alarms.channel,
    rules: alarms.rules,
    remindMs: alarms.remindMinutes * MINUTE_MS,
    windowMs: alarms.windowMinutes * MINUTE_MS,
    onRefused: ({ alarm, name, state }) =>
      log.warn({ alarm, name: name.slice(0, 200), state }, 'an alarm has no channel: set alarms.channel or a rule'),
  };
}

/** The jobs behind alarms. Reminders and ends of mutes are rows; the clock only wakes who reads them. */
export function registerAlarmJobs(jobs: Jobs, flows: FlowDeps, alarmAws: AlarmAws): void {
  const onDead = makePlaceDied(flows);
  jobs.register('place-alarms', makePlaceAlarms({ ...flows, alarmAws }), {
    attempts: 3,
    limitMs: 2 * MINUTE_MS,
    onDead,
  });
  jobs.register('remind-alarms', makeRemindAlarms(flows));
  jobs.register('mute-ends', makeMuteEnds(flows));
  jobs.schedule('remind-alarms', '* * * * *', { name: 'remind-alarms', dedupeKey: 'remind-alarms', data: {} });
  jobs.schedule('mute-ends', '* * * * *', { name: 'mute-ends', dedupeKey: 'mute-ends', data: {} });
}

export function zoneOf(config: Config) {
  return (channel: string): string => settingsOf(config, channel).timeZone;
}
