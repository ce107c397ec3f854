import type { AlarmEvent } from '../domain/alarm.ts';
import type { AlarmAws, PlacedAlarm } from '../domain/alarm-rows.ts';
import { ResponderError } from '../domain/errors.ts';
import type { Clock } from '../domain/ports.ts';
import type { Candidate } from '../domain/resource.ts';
import type { Message } from '../domain/text.ts';
import { seriesInSite } from './alarm-series.ts';
import type { AlarmSite } from './alarm-site.ts';
import { listAlbs, placeInSite } from './alarm-targets.ts';
import type { CallFailed } from './failure.ts';
import { makeMeter } from './meter.ts';
import type { Site } from './place.ts';
import { makeSenders } from './sending.ts';

export interface AlarmAwsOptions {
  /** The way into an account and region; null: that of the bot itself. */
  readonly siteFor: (account: string | null, region: string | null) => Promise<{ site: Site; region: string }>;
  readonly deadlineMs: number;
  readonly clock: Clock;
}

/** Looks up what alarms are about. What AWS does not answer is a reason in words, never a guess and never an error. */
export function makeAlarmAws({ siteFor, deadlineMs, clock }: AlarmAwsOptions): AlarmAws {
  const enter = async ({ alarm, account, region }: AlarmEvent, asked: AbortSignal) => {
    const signal = AbortSignal.any([asked, AbortSignal.timeout(deadlineMs)]);
    const entered = await siteFor(account, region);
    const [, partition = 'aws', , , owner] = alarm.startsWith('arn:') ? alarm.split(':') : [];
    let first: CallFailed | undefined;
    const site: AlarmSite = {
      ...makeSenders({ site: entered.site, signal, meter: makeMeter() }),
      partition,
      account: account ?? (owner || null),
      region: entered.region,
      failed: (failure) => {
        first ??= failure;
      },
    };
    return { site, failure: () => first };
  };
  const placeTogether = async (events: readonly AlarmEvent[], asked: AbortSignal): Promise<readonly PlacedAlarm[]> => {
    const [one] = events;
    if (one === undefined) return [];
    const entered = await enter(one, asked).catch(said);
    if ('id' in entered) return unknown(events, entered, []);
    const { site, failure } = entered;
    if (one.source === 'cloudwatch') return placeInSite(site, events, failure);
    return unknown(events, { id: 'alarm/why/not-cloudwatch' }, await listAlbs(site));
  };
  return {
    async placeAlarms(events, signal) {
      const places = Map.groupBy(
        events,
        ({ source, account, region }) => `${source === 'cloudwatch'} ${account} ${region}`,
      );
      const answers = await Promise.all([...places.values()].map((some) => placeTogether(some, signal)));
      signal.throwIfAborted();
      const byAlarm = new Map(answers.flat().map((one) => [one.alarm, one]));
      return events.flatMap(({ alarm }) => byAlarm.get(alarm) ?? []);
    },
    async alarmSeries(event, signal) {
      if (event.source !== 'cloudwatch') return undefined;
      const entered = await enter(event, signal).catch(said);
      if ('id' in entered) return undefined;
      const series = await seriesInSite(entered.site, event, clock.now().getTime());
      signal.throwIfAborted();
      return series;
    },
  };
}

/** Without a region or credentials nobody can be asked: a person can mend that, and is told how. */
function said(error: unknown): Message {
  if (error instanceof ResponderError) return error.said;
  throw error;
}

function unknown(
  events: readonly AlarmEvent[],
  note: Message,
  candidates: readonly Candidate[],
): readonly PlacedAlarm[] {
  return events.map(({ alarm }) => ({ alarm, target: null, note, candidates }));
}
