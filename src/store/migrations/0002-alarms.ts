/** Alarms, their transitions, the incidents that they opened or joined, and who wants to hear nothing of them until when. */
export const alarms: readonly string[] = [
  `create table alarm (
    id text primary key, name text not null,
    state text not null check (state in ('alarm', 'ok', 'insufficient-data')), changed_at bigint not null,
    event text not null, account text, region text, channel text,
    incident text references incident (id) deferrable initially deferred,
    target text, target_by text check (target_by in ('rule', 'event', 'aws', 'person')),
    placement text not null check (placement in ('due', 'looking', 'placed', 'unknown')), placed_by text,
    note text, series text, updated_at bigint not null)`,
  'create index alarm_by_incident on alarm (incident, changed_at, id) where incident is not null',
  `create index alarm_to_place on alarm (incident) where placement in ('due', 'looking')`,
  `create index alarm_in_alarm on alarm (channel) where state = 'alarm'`,

  `create table alarm_turn (
    id text primary key, alarm text not null, state text not null, changed_at bigint not null, incident text,
    is_muted bigint not null, handled_at bigint not null)`,
  'create index alarm_turn_by_alarm on alarm_turn (alarm, changed_at)',
  'create index alarm_turn_by_incident on alarm_turn (incident) where incident is not null',
  'create index alarm_turn_by_age on alarm_turn (handled_at)',

  `create table alarm_group (
    incident text primary key references incident (id) deferrable initially deferred, root text not null,
    channel text not null, account text, region text, target text, opener text not null,
    first_at bigint not null, last_at bigint not null, candidates text not null,
    remind_at bigint, reminders bigint not null, ok_lines bigint not null, has_list bigint not null)`,
  'create index alarm_group_by_channel on alarm_group (channel, last_at)',
  'create index alarm_group_reminders on alarm_group (remind_at) where remind_at is not null',

  `create table mute (
    id text primary key, incident text not null references incident (id) deferrable initially deferred,
    channel text not null, scope text not null check (scope in ('alarm', 'target', 'channel')), subject text not null,
    until bigint not null, reason text not null, author text not null, created_at bigint not null, ended_at bigint)`,
  'create index mute_active on mute (channel, until) where ended_at is null',

  'create table alarm_lane (id text primary key, turns bigint not null)',
  `create index inbox_alarms on inbox (received_at, id) where kind = 'alarm'`,
];
