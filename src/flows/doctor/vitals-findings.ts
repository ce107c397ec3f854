import type { Found } from '../../domain/doctor.ts';
import type { GivenUp } from '../../domain/doctor-rows.ts';
import type { Vitals } from '../../domain/vitals.ts';
import { failed, off, ok, triedBy } from '../../messages/found.ts';

const LATE_MS = 60_000;
const MINUTE_MS = 60_000;

/** What the rows tell of a bot. */
export interface Life {
  readonly at: number;
  readonly vitals: Vitals;
  readonly givenUp: GivenUp;
  /** By a person. */
  readonly lastPress: number | null;
  readonly botRuns: boolean;
  /** Alarms are set up to come in. */
  readonly alarms: boolean;
}

/** What waits too long, what was given up, and when each thing last went well. */
export function lifeFindings(life: Life): readonly Found[] {
  return [...jobFindings(life), ...postFindings(life), ...lastFindings(life)];
}

const minutesSince = (at: number, since: number) => Math.max(1, Math.round((at - since) / MINUTE_MS));
const isLate = (at: number, since: number | null): since is number => since !== null && at - since > LATE_MS;

function jobFindings({ at, vitals, givenUp, botRuns }: Life): readonly Found[] {
  const { oldestDueAt, waiting } = vitals.jobs;
  const [last] = givenUp.jobs;
  const runs = botRuns ? 'yes' : 'no';
  const late = isLate(at, oldestDueAt) ? [failed('jobs/late', { minutes: minutesSince(at, oldestDueAt), runs })] : [];
  const { name = '', error = '' } = last ?? {};
  const args = { count: givenUp.jobs.length, name, error: error.slice(0, 200) };
  const dead = last === undefined ? [] : [failed('jobs/dead', args)];
  return late.length + dead.length > 0 ? [...late, ...dead] : [ok('jobs/none', { waiting })];
}

function postFindings({ at, vitals, givenUp, botRuns }: Life): readonly Found[] {
  const { oldestAt, due } = vitals.outbox;
  const [last] = givenUp.posts;
  const runs = botRuns ? 'yes' : 'no';
  const since = isLate(at, oldestAt) ? minutesSince(at, oldestAt) : undefined;
  const late = since === undefined ? [] : [failed('jobs/posts-late', { count: due, minutes: since, runs })];
  const { channel = '', error = '' } = last ?? {};
  const key = /not_in_channel|channel_not_found|is_archived/.exec(error)?.[0] ?? 'other';
  const args = { count: givenUp.posts.length, channel, error: error.slice(0, 200), key };
  const lost = last === undefined ? [] : [failed('jobs/posts-failed', args)];
  return late.length + lost.length > 0 ? [...late, ...lost] : [ok('jobs/posts')];
}

const TRY_ALARM =
  'aws cloudwatch set-alarm-state --alarm-name NAME --state-value ALARM --state-reason "a test of the bot"';

function lastFindings({ at, vitals: { last }, lastPress, alarms }: Life): readonly Found[] {
  return [
    last.command === null ? triedBy('last/no-command', '/502 help') : ok('last/command', ageOf(at, last.command)),
    lastPress === null ? off('last/no-action') : ok('last/action', ageOf(at, lastPress)),
    ...(last.alarm === null ? noAlarm(alarms) : [ok('last/alarm', ageOf(at, last.alarm))]),
    last.check === null ? off('last/no-check') : ok('last/check', ageOf(at, last.check)),
    last.post === null ? off('last/no-post') : ok('last/post', ageOf(at, last.post)),
  ];
}

const noAlarm = (wanted: boolean): readonly Found[] => (wanted ? [triedBy('last/no-alarm', TRY_ALARM)] : []);

const units = [
  ['d', 48 * 3_600_000, 24 * 3_600_000],
  ['h', 2 * 3_600_000, 3_600_000],
  ['m', 120_000, 60_000],
] as const;

/** `count` of the largest `unit` that still says something. */
function ageOf(at: number, since: number): { readonly count: number; readonly unit: string } {
  const ms = Math.max(0, at - since);
  const [unit, , size] = units.find(([, least]) => ms >= least) ?? ['s', 0, 1000];
  return { count: Math.round(ms / size), unit };
}
