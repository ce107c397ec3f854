import { createHash } from 'node:crypto';
import { type AlarmEvent, transitionId } from '../domain/alarm.ts';
import type { AlarmRoad } from '../domain/telemetry.ts';
import type { Accept } from '../flows/accept-delivery.ts';
import type { Parsed } from './parse/parsed.ts';

/** The ways in. */
export type Road = AlarmRoad;

/** What became of a message; every word but the first three is a refusal. */
export type Outcome =
  | 'accepted'
  | 'ignored' // well-formed, but no transition of an alarm
  | 'confirmed' // a subscription of a configured topic
  | 'too-large'
  | 'malformed'
  | 'unauthorized'
  | 'stale'
  | 'foreign-topic'
  | 'bad-certificate'
  | 'bad-signature'
  | 'certificate-away' // SNS is asked to try again
  | 'bad-subscribe-url'
  | 'confirm-failed'
  | 'cut-off' // the sender hung up in the middle
  | 'truncated' // taken, but the sender says that it left alarms out
  | 'store-away';

export type Count = (road: Road, outcome: Outcome) => void;

/** The part of the program's log that this edge needs. */
export interface AlarmLog {
  info(details: object, said: string): void;
  warn(details: object, said: string): void;
  error(details: object, said: string): void;
}

export interface IntakeOptions {
  readonly accept: Accept;
  /** A copy of plain JSON without its secrets. */
  readonly redact: <T>(value: T) => Promise<T>;
  readonly count: Count;
  readonly log: AlarmLog;
  readonly nowMs: () => number;
}

/** Refusals of one kind that are logged in a minute. All are counted: who floods us shall not fill the disk as well. */
const LINES = 20;
const MINUTE = 60_000;

export interface Intake {
  /** Counts and logs; the details hold names and places, never what a message said. */
  note(road: Road, outcome: Outcome, details?: object): void;
  /** Something outside failed: logged as an error. */
  trouble(road: Road, said: string, err: unknown): void;
  /** Resolves once every alarm of it is kept. Rejects when the store did not take it: whoever sent it must send it again. */
  take(road: Road, parsed: Parsed): Promise<'accepted' | 'ignored' | 'malformed'>;
}

export function makeIntake({ accept, redact, count, log, nowMs }: IntakeOptions): Intake {
  const linesOf = new Map<string, { since: number; count: number }>();
  /** How many were left out before this one; undefined when it is left out as well. */
  const unsaid = (kind: string): number | undefined => {
    const now = nowMs();
    const lines = linesOf.get(kind);
    if (lines !== undefined && now - lines.since < MINUTE) {
      lines.count += 1;
      return lines.count <= LINES ? 0 : undefined;
    }
    linesOf.set(kind, { since: now, count: 1 });
    return Math.max(0, (lines?.count ?? 0) - LINES);
  };
  const note: Intake['note'] = (road, outcome, details = {}) => {
    count(road, outcome);
    if (outcome === 'accepted' || outcome === 'ignored' || outcome === 'confirmed') {
      log.info({ road, outcome, ...details }, 'alarm delivery');
      return;
    }
    const leftOut = unsaid(`${road} ${outcome}`);
    if (leftOut === undefined) return;
    log.warn({ road, outcome, ...details, ...(leftOut > 0 && { leftOut }) }, 'alarm delivery');
  };
  return {
    note,
    trouble: (road, said, err) => log.error({ road, err }, said),
    async take(road, parsed) {
      if (parsed.kind !== 'alarms') {
        note(road, parsed.kind, { why: parsed.why });
        return parsed.kind;
      }
      if (parsed.leftOut > 0) note(road, 'truncated', { leftOut: parsed.leftOut });
      for (const event of parsed.events) {
        const kept = await withoutSecrets(event, redact);
        await accept({ id: transitionId(kept), kind: 'alarm', body: { ...kept } });
        note(road, 'accepted', { alarm: kept.alarm, state: kept.state });
      }
      return 'accepted';
    },
  };
}

/**
 * What an alarm is known by holds its name. With a secret in it a digest takes its place, which is still the same for each
 * of its transitions; AWS cannot be asked about it any more.
 */
async function withoutSecrets(event: AlarmEvent, redact: IntakeOptions['redact']): Promise<AlarmEvent> {
  const { alarm, name, reason, description, metric, children, labels, link } = event;
  const shown = await redact({ alarm, name, reason, description, metric, children, labels, link });
  const isSafe = shown.alarm === alarm;
  return { ...event, ...shown, alarm: isSafe ? alarm : `${event.source}:${digestOf(alarm)}` };
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
