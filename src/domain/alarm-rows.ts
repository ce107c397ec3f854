import type { AlarmEvent, AlarmState } from './alarm.ts';
import type { Person } from './incident.ts';
import type { Tx } from './ports.ts';
import type { Candidate } from './resource.ts';
import type { Message } from './text.ts';
import type { Span } from './window.ts';

/** How far the question is, which load balancer an alarm is about. `due`: nobody has looked yet; `looking`: a job has it. */
export type Placement = 'due' | 'looking' | 'placed' | 'unknown';

/** An alarm as far as we know it: one row for each, for good. */
export interface AlarmRow {
  readonly id: string; // AlarmEvent.alarm
  readonly name: string;
  /** Of the newest transition by the source's own clock, not by the order in which they came. */
  readonly state: AlarmState;
  /** When it changed to that state, epoch ms. */
  readonly changedAt: number;
  readonly event: AlarmEvent;
  readonly account: string | null;
  readonly region: string | null;
  /** Where it is told; null: no rule and no default names a channel, so it is only kept. */
  readonly channel: string | null;
  /** The incident that it belongs to, or belonged to last. */
  readonly incident: string | null;
  /** What to check, as people type it; null while it is not known. */
  readonly target: string | null;
  readonly targetBy: TargetBy | null;
  readonly placement: Placement;
  /** The job that looks. */
  readonly placedBy: string | null;
  /** Why the target is not known. */
  readonly note: Message | null;
  readonly series: AlarmSeries | null;
  readonly updatedAt: number;
}

/** A rule of the configuration, the event itself, a look-up in AWS, or somebody who pressed a button. */
export type TargetBy = 'rule' | 'event' | 'aws' | 'person';

/** One transition that came in, kept so that none is handled twice and flapping can be counted. */
export interface AlarmTurn {
  readonly id: string; // of the delivery
  readonly alarm: string;
  readonly state: AlarmState;
  readonly changedAt: number;
  readonly incident: string | null;
  readonly isMuted: boolean;
  readonly handledAt: number;
}

/** The alarms of one incident: what its message shows and what is still to be said. */
export interface AlarmGroup {
  readonly incident: string;
  /** Outbox key of the message that shows them: the incident's own, or a reply where people opened the incident. */
  readonly root: string;
  readonly channel: string;
  readonly account: string | null;
  readonly region: string | null;
  /** What is checked; null while it is not known. */
  readonly target: string | null;
  /** The alarm that came first. */
  readonly opener: string;
  /** Of its transitions, by the source's clock. */
  readonly firstAt: number;
  readonly lastAt: number;
  /** What the target could be; empty until somebody has looked. */
  readonly candidates: readonly Candidate[];
  readonly remindAt: number | null;
  readonly reminders: number;
  readonly okLines: number;
  readonly hasList: boolean;
}

/** The metric behind an alarm around its change, as it is drawn. Points only where CloudWatch has a datapoint. */
export interface AlarmSeries {
  readonly namespace: string;
  readonly metric: string;
  /** Sum, Average, p99 … or the expression of a metric-math alarm. */
  readonly stat: string;
  readonly span: Span;
  readonly periodSeconds: number;
  readonly threshold: number | null;
  /** CloudWatch's word. */
  readonly comparison: string | null;
  readonly points: readonly { readonly at: string; readonly value: number }[];
}

export type MuteScope = 'alarm' | 'target' | 'channel';

/** Nothing is posted about its subject until it ends. */
export interface Mute {
  readonly id: string;
  /** The incident in whose timeline it stands. */
  readonly incident: string;
  readonly channel: string;
  readonly scope: MuteScope;
  /** The alarm's id, the target (the incident's id while the target is not known), or the channel. */
  readonly subject: string;
  readonly until: number;
  readonly reason: string;
  readonly by: Person;
  readonly createdAt: number;
  /** Taken away before its time, or over. */
  readonly endedAt: number | null;
}

/** The alarms of an incident in numbers. */
export interface AlarmTally {
  readonly alarms: number;
  readonly inAlarm: number;
  readonly ok: number;
  readonly noData: number;
  /** Transitions to ALARM. */
  readonly firings: number;
  readonly unknown: number;
  readonly looking: number;
}

type AlarmPatch = Partial<Omit<AlarmRow, 'id'>>;
type GroupPatch = Partial<Omit<AlarmGroup, 'incident'>>;

export interface AlarmStore {
  /** Nobody else takes alarms until this transaction is over: called first, so that who waits has done nothing in vain. */
  lane(tx: Tx): Promise<void>;
  /** False when this transition is known. */
  addTurn(tx: Tx, turn: AlarmTurn): Promise<boolean>;
  hasTurn(tx: Tx, id: string): Promise<boolean>;
  /** Those of these transitions that are known. */
  knownTurns(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** All at once; what is known stays as it is. */
  addTurns(tx: Tx, turns: readonly AlarmTurn[]): Promise<void>;
  /** The transitions of an alarm since `since` by the source's clock. */
  turnsOf(tx: Tx, alarm: string, since: number): Promise<readonly AlarmTurn[]>;
  /** Those since `since` that belong to `from` (null: to none yet) belong to `to` now. */
  moveTurns(tx: Tx, alarm: string, from: string | null, to: string, since: number): Promise<void>;
  /** Deliveries of alarms received since `since` that nobody has handled, oldest first. */
  waiting(
    tx: Tx,
    since: number,
    limit: number,
  ): Promise<readonly { readonly id: string; readonly event: AlarmEvent }[]>;
  get(tx: Tx, id: string): Promise<AlarmRow | undefined>;
  put(tx: Tx, row: AlarmRow): Promise<void>;
  getAll(tx: Tx, ids: readonly string[]): Promise<readonly AlarmRow[]>;
  /** All at once, each alarm no more than once. */
  putAll(tx: Tx, rows: readonly AlarmRow[]): Promise<void>;
  /** Rejects when there is no such alarm. */
  update(tx: Tx, id: string, patch: AlarmPatch): Promise<void>;
  /** Those that are in ALARM first, then by age; at most `limit`. */
  ofIncident(tx: Tx, incident: string, limit: number): Promise<readonly AlarmRow[]>;
  tally(tx: Tx, incident: string): Promise<AlarmTally>;
  /** How many transitions its liveliest alarm has had since `since`. */
  mostTurns(tx: Tx, incident: string, since: number): Promise<number>;
  /** How many alarms of a channel, account and region have gone to ALARM since `since`. */
  firedSince(tx: Tx, place: AlarmPlace, since: number): Promise<number>;
  /** Those whose target nobody has begun to look for, and those that this job had begun with. */
  toPlace(tx: Tx, incident: string, job: string): Promise<readonly AlarmRow[]>;
  hasDue(tx: Tx, incident: string): Promise<boolean>;
  /** In ALARM in a channel, without an open incident: what was muted. */
  unheard(tx: Tx, channel: string, limit: number): Promise<readonly AlarmRow[]>;
  addGroup(tx: Tx, group: AlarmGroup): Promise<void>;
  group(tx: Tx, incident: string): Promise<AlarmGroup | undefined>;
  updateGroup(tx: Tx, incident: string, patch: GroupPatch): Promise<void>;
  /** Of incidents of this channel that are not resolved, the liveliest first. */
  openGroups(tx: Tx, channel: string, limit: number): Promise<readonly AlarmGroup[]>;
  /** Those whose reminder is due. */
  remindersDue(tx: Tx, at: number): Promise<readonly AlarmGroup[]>;
}

export interface AlarmPlace {
  readonly channel: string;
  readonly account: string | null;
  readonly region: string | null;
}

export interface MuteStore {
  add(tx: Tx, mute: Mute): Promise<boolean>;
  get(tx: Tx, id: string): Promise<Mute | undefined>;
  /** Those of a channel that have not ended. */
  active(tx: Tx, channel: string, at: number): Promise<readonly Mute[]>;
  /** Those whose time is over, and that nobody has ended. */
  over(tx: Tx, at: number): Promise<readonly Mute[]>;
  /** False when it had ended already. */
  end(tx: Tx, id: string, at: number): Promise<boolean>;
}

/** What AWS knows about alarms. Neither rejects for what AWS does: denied, throttled and not found are answers. */
export interface AlarmAws {
  /** Which load balancer each is about, in the order given. As few calls as can be for all of them together. */
  placeAlarms(events: readonly AlarmEvent[], signal: AbortSignal): Promise<readonly PlacedAlarm[]>;
  /** The alarm's own metric around its change; undefined when there is none or it cannot be read. */
  alarmSeries(event: AlarmEvent, signal: AbortSignal): Promise<AlarmSeries | undefined>;
}

export interface PlacedAlarm {
  readonly alarm: string;
  /** The load balancer's ARN, or what the alarm's tag says; null: not known, for the reason in `note`. */
  readonly target: string | null;
  readonly note: Message | null;
  /** What it could be: those that its parts lead to, else the load balancers of the account and region. */
  readonly candidates: readonly Candidate[];
}
