/**
 * The tables as Kysely sees them (camelCase here, snake_case in the database). Ids are text made by the program, times
 * epoch milliseconds, flags 0 or 1, JSON is text: all of it means the same on SQLite and on PostgreSQL.
 */
export interface Schema {
  checkRun: CheckRunTable;
  incident: IncidentTable;
  timeline: TimelineTable;
  runbookRun: RunbookRunTable;
  card: CardTable;
  actionItem: ActionItemTable;
  inbox: InboxTable;
  outbox: OutboxTable;
  job: JobTable;
  schedule: ScheduleTable;
  bundle: BundleTable;
  installation: InstallationTable;
  workspaceOf: WorkspaceOfTable;
  home: HomeTable;
  alarm: AlarmTable;
  alarmTurn: AlarmTurnTable;
  alarmGroup: AlarmGroupTable;
  alarmLane: AlarmLaneTable;
  mute: MuteTable;
  sender: SenderTable;
  doctorRun: DoctorRunTable;
  doctorPing: DoctorPingTable;
}

export interface InstallationTable {
  id: string;
  sealed: string;
  scopes: string; // JSON
  installedAt: number;
}

export interface WorkspaceOfTable {
  place: string;
  installation: string;
}

export interface HomeTable {
  team: string;
  slackUser: string;
  openedAt: number;
}

export interface CheckRunTable {
  id: string;
  state: string;
  query: string;
  span: string; // JSON of the window
  lang: string;
  requestedBy: string;
  channel: string | null;
  incident: string | null;
  progress: string; // JSON
  answer: string | null;
  error: string | null;
  createdAt: number;
  updatedAt: number;
}

export interface IncidentTable {
  id: string;
  title: string;
  state: string;
  target: string;
  lang: string;
  channel: string;
  thread: string;
  openedBy: string;
  openedAt: number;
  updatedAt: number;
  firstRun: string | null;
  lastRun: string | null;
  lastSeq: number;
  lastHash: string;
}

export interface TimelineTable {
  id: string;
  incident: string;
  seq: number;
  at: number;
  author: string;
  type: string;
  body: string; // canonical JSON
  previousHash: string;
  hash: string;
}

export interface RunbookRunTable {
  id: string;
  incident: string;
  runbook: string;
  version: number;
  state: string;
  startedBy: string;
  startedAt: number;
}

export interface CardTable {
  id: string;
  runbookRun: string;
  incident: string;
  step: string;
  state: string;
  run: string | null;
  dueAt: number | null;
  limitAt: number | null;
  outcome: string | null;
  reason: string | null;
  closedBy: string | null;
  openedAt: number;
  closedAt: number | null;
}

export interface ActionItemTable {
  id: string;
  incident: string;
  text: string;
  type: string;
  owner: string | null;
  due: string | null;
  createdBy: string;
  createdAt: number;
}

export interface InboxTable {
  id: string;
  kind: string;
  body: string; // JSON
  receivedAt: number;
}

export interface OutboxTable {
  key: string;
  ord: string; // grows with each row: the age of rows that were put at the same moment
  op: string;
  channel: string;
  thread: string | null;
  slackUser: string | null;
  responseUrl: string | null;
  view: string; // JSON
  lang: string;
  priority: number;
  wanted: number;
  sent: number;
  ts: string | null;
  state: string;
  attempts: number;
  dueAt: number;
  maybePosted: number;
  error: string | null;
  createdAt: number;
  waitingSince: number; // when it last fell due after all was sent
  postedAt: number | null; // when the call began that made the message
  sentAt: number | null; // when Slack last took it
  reposts: number;
}

export interface SenderTable {
  channel: string;
  owner: string | null;
  token: number; // grows with each claim: the fence
  until: number;
  busyUntil: number;
  toldUntil: number;
}

export interface JobTable {
  id: string;
  name: string;
  data: string; // JSON
  dedupeKey: string | null;
  concurrencyKey: string | null;
  state: string;
  dueAt: number;
  starts: number;
  failures: number;
  error: string | null;
  createdAt: number;
  finishedAt: number | null;
}

export interface ScheduleTable {
  name: string;
  pattern: string;
  nextAt: number;
}

export interface AlarmTable {
  id: string;
  name: string;
  state: string;
  changedAt: number;
  event: string; // JSON
  account: string | null;
  region: string | null;
  channel: string | null;
  incident: string | null;
  target: string | null;
  targetBy: string | null;
  placement: string;
  placedBy: string | null;
  note: string | null; // JSON
  series: string | null; // JSON
  updatedAt: number;
}

export interface AlarmTurnTable {
  id: string;
  alarm: string;
  state: string;
  changedAt: number;
  incident: string | null;
  isMuted: number;
  handledAt: number;
}

export interface AlarmGroupTable {
  incident: string;
  root: string;
  channel: string;
  account: string | null;
  region: string | null;
  target: string | null;
  opener: string;
  firstAt: number;
  lastAt: number;
  candidates: string; // JSON
  remindAt: number | null;
  reminders: number;
  okLines: number;
  hasList: number;
}

export interface AlarmLaneTable {
  id: string;
  turns: number;
}

export interface MuteTable {
  id: string;
  incident: string;
  channel: string;
  scope: string;
  subject: string;
  until: number;
  reason: string;
  author: string;
  createdAt: number;
  endedAt: number | null;
}

export interface DoctorRunTable {
  id: string;
  state: string;
  channel: string;
  target: string | null;
  lang: string;
  requestedBy: string;
  found: string; // JSON
  pressBy: number | null;
  pressedAt: number | null;
  pressedBy: string | null;
  createdAt: number;
}

export interface DoctorPingTable {
  nonce: string;
  heardAt: number;
}

export interface BundleTable {
  id: string;
  gz: string; // base64 of gzip of the canonical bytes
  digest: string;
  createdAt: number;
}
