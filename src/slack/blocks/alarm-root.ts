import { symptomLine, verdictLines } from '../../diagnosis/verdict-lines.ts';
import type { AlarmEvent, AlarmState } from '../../domain/alarm.ts';
import type { AlarmGroup, AlarmRow, AlarmTally, Mute } from '../../domain/alarm-rows.ts';
import type { Answer } from '../../domain/answer.ts';
import type { ChartSpec } from '../../domain/chart.ts';
import type { CheckRun } from '../../domain/incident.ts';
import type { Lang, Text } from '../../domain/text.ts';
import { targetName } from '../../flows/alarms/target.ts';
import { format, tell } from '../../messages/say.ts';
import { alarmButtons, targetButtons } from './alarm-buttons.ts';
import { type Bar, incidentBar } from './incident-bar.ts';
import { clamp, clean, escapeText, type Mrkdwn, mrkdwn } from './limits.ts';
import { buttons, chart, facts, heading, note, type Part, text } from './parts.ts';
import { saidOf } from './run-failed.ts';
import { headline } from './run-root.ts';
import { sayMrkdwn, tellMrkdwn } from './words.ts';

/** What the message of an incident's alarms shows. */
export interface AlarmRoot {
  readonly group: AlarmGroup;
  readonly tally: AlarmTally;
  /** The alarms that are named, those in ALARM first. */
  readonly named: readonly AlarmRow[];
  /** The first of them that came. */
  readonly opener: AlarmRow;
  readonly isFlapping: boolean;
  readonly mutes: readonly Mute[];
  /** The check that is under way or was the last one. */
  readonly run: CheckRun | undefined;
  /** The verdict that stands. */
  readonly answer: Answer | undefined;
  readonly remedy: Text | null;
  readonly chart: ChartSpec | null;
  readonly bar: Bar;
  /** Where the incident has a message of its own, this one is only about its alarms. */
  readonly isReply: boolean;
}

const MOST_REASON = 600;
/** In a heading nothing is markup, so no name of an emoji either. */
const icons = { alarm: '🚨', ok: '✅', 'insufficient-data': '❔' } as const;
const MOST_NAME = 100;

/** An alarm for somebody who was just woken up: what, since when, what it is, what to do; the rest below. */
export function alarmRootParts(lang: Lang, root: AlarmRoot): readonly Part[] {
  return [
    heading(titleLine(lang, root)),
    text(sinceLine(lang, root)),
    ...verdictParts(lang, root),
    ...targetButtons(lang, root),
    ...(root.chart === null ? [] : [chart(root.chart)]),
    ...reasonParts(lang, shownOf(root)),
    ...countParts(lang, root),
    ...root.mutes.map((mute) => text(muteLine(lang, mute))),
    ...(root.isReply ? [] : incidentBar(lang, root.bar)),
    buttons(alarmButtons(lang, root), root.isReply ? undefined : root.bar.menu),
  ];
}

/** Of all together: one in ALARM is an alarm; no data is not OK. */
export function stateOf({ inAlarm, noData }: AlarmTally): AlarmState {
  if (inAlarm > 0) return 'alarm';
  return noData > 0 ? 'insufficient-data' : 'ok';
}

/** The alarm that the title names: the first of those that are as it says. */
function shownOf({ tally, opener, named }: AlarmRoot): AlarmRow {
  const state = stateOf(tally);
  return named.find((row) => row.state === state) ?? opener;
}

function titleLine(lang: Lang, root: AlarmRoot): string {
  const { tally } = root;
  const state = stateOf(tally);
  const shown = shownOf(root);
  const { severity = shown.event.labels.priority ?? 'none' } = shown.event.labels;
  const args = {
    icon: icons[state],
    state: tell(lang, `alarm/state/${state}`),
    severity: cut(severity, 20) || 'none',
    name: cut(shown.name, MOST_NAME),
  };
  // Those that are in another state stand below.
  const same = { alarm: tally.inAlarm, ok: tally.ok, 'insufficient-data': tally.noData }[state];
  if (same < 2) return tell(lang, 'alarm/root/title', args);
  return tell(lang, 'alarm/root/title-many', { ...args, more: same - 1 });
}

function sinceLine(lang: Lang, { tally, named, opener, group, isFlapping, bar }: AlarmRoot): Mrkdwn {
  const state = stateOf(tally);
  const same = named.filter((row) => row.state === state).map(({ changedAt }) => changedAt);
  // An alarm goes on since the first one fired; it is OK since the last one went.
  const at = state === 'ok' ? Math.max(...same) : Math.min(...same);
  const since = tellMrkdwn(lang, `alarm/root/since-${state}`, {
    known: group.target === null ? 'no' : 'yes',
    target: group.target === null ? '' : targetName(group.target),
    at: iso(Number.isFinite(at) ? at : opener.changedAt),
    open: bar.incident.state === 'resolved' ? 'no' : 'yes',
  });
  if (tally.firings < 2) return since;
  const args = { count: tally.firings, at: iso(group.firstAt), flapping: isFlapping ? 'yes' : 'no' };
  return `${since}\n${tellMrkdwn(lang, 'alarm/root/fired', args)}` as Mrkdwn;
}

/** What is known of the cause, or why nothing is. */
function verdictParts(lang: Lang, { group, tally, run, answer, remedy, opener, bar }: AlarmRoot): readonly Part[] {
  // Nobody is asked any more once it is resolved.
  if (group.target === null) return bar.incident.state === 'resolved' ? [] : [text(targetLine(lang, tally, opener))];
  if (answer !== undefined) return answerParts(lang, answer, remedy);
  const target = targetName(group.target);
  if (run?.state === 'failed') {
    const said = saidOf(run) ?? { id: 'error/bug', args: { reference: run.id } };
    return [text(filled(lang, 'alarm/root/not-looked', { target: escapeText(target), why: sayMrkdwn(lang, said) }))];
  }
  return [text(tellMrkdwn(lang, 'alarm/root/looking', { target }))];
}

function targetLine(lang: Lang, { looking }: AlarmTally, { note: said }: AlarmRow): Mrkdwn {
  if (looking > 0) return tellMrkdwn(lang, 'alarm/root/locating');
  const why = said === null ? tellMrkdwn(lang, 'alarm/why/not-cloudwatch') : sayMrkdwn(lang, said);
  return filled(lang, 'alarm/root/which', { why });
}

function answerParts(lang: Lang, answer: Answer, remedy: Text | null): readonly Part[] {
  const isCause = answer.verdict === 'cause';
  const [line = symptomLine(answer, lang)] = verdictLines(answer, lang);
  const now = remedy === null || !isCause ? [] : [format(lang, remedy)];
  return [
    text(mrkdwn`*${isCause ? headline(lang, answer) : line}*`),
    ...now.map((todo) => text(tellMrkdwn(lang, 'slack/do-now', { text: todo }))),
  ];
}

/** The parts are mrkdwn already. */
function filled(lang: Lang, id: 'alarm/root/which' | 'alarm/root/not-looked', args: Record<string, Mrkdwn>): Mrkdwn {
  return tell(lang, id, args) as Mrkdwn;
}

/** Hostile text: shown as it is, in a box of its own. */
function reasonParts(lang: Lang, { event }: AlarmRow): readonly Part[] {
  const isLong = event.name.length > MOST_NAME;
  const lines = [isLong ? event.name : '', event.description ?? '', event.reason]
    .map((line) => clamp(clean(line).trim(), MOST_REASON))
    .filter(Boolean);
  const link = linkOf(consoleOf(event) ?? event.link);
  return [
    ...(lines.length === 0 ? [] : [note(tellMrkdwn(lang, 'alarm/root/reason')), facts(lines)]),
    ...(link === undefined ? [] : [note(filledLink(lang, link))]),
  ];
}

const filledLink = (lang: Lang, link: string): Mrkdwn => tell(lang, 'alarm/root/link', { link }) as Mrkdwn;

/** CloudWatch's page is made of names: of the address that came with the alarm, redaction leaves no region. */
function consoleOf({ source, alarm, name: shown, region }: AlarmEvent): string | undefined {
  const name = /^arn:aws:cloudwatch:[^:]*:\d*:alarm:(.+)$/s.exec(alarm)?.[1];
  // A name that held a secret is not as it was: nor may it stand in a link.
  if (source !== 'cloudwatch' || name !== shown || !/^[a-z0-9-]+$/.test(region ?? '')) return undefined;
  const page = `#alarmsV2:alarm/${encodeURIComponent(name.toWellFormed())}`;
  return `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}${page}`;
}

/** Only a page on the web whose address is whole, and nothing in it that ends a link of Slack's. */
function linkOf(link: string | null): string | undefined {
  const isWhole = link !== null && link.length <= 1_500 && !/(<|%3C)redacted:/i.test(link);
  if (!isWhole || !URL.canParse(link)) return undefined;
  const { protocol, href } = new URL(link);
  if (protocol !== 'https:' && protocol !== 'http:') return undefined;
  return href.replaceAll('&', '&amp;').replaceAll('<', '%3C').replaceAll('>', '%3E').replaceAll('|', '%7C');
}

/** Several alarms in numbers and names. */
function countParts(lang: Lang, { tally, named, group }: AlarmRoot): readonly Part[] {
  if (tally.alarms < 2) return [];
  const { alarms, inAlarm, ok, noData } = tally;
  const lines = named.map((row) =>
    tellMrkdwn(lang, 'alarm/root/line', {
      state: tell(lang, `alarm/state/${row.state}`),
      name: row.name.slice(0, 120),
      known: knownOf(row),
    }),
  );
  const rest = alarms - named.length;
  const more = rest > 0 ? [tellMrkdwn(lang, 'alarm/root/more', { count: rest })] : [];
  const unplaced = tally.unknown > 0 && (group.target !== null || tally.unknown > 1);
  return [
    text(
      [tellMrkdwn(lang, 'alarm/root/tally', { alarms, inAlarm, ok, noData }), ...lines, ...more].join('\n') as Mrkdwn,
    ),
    ...(unplaced ? [note(tellMrkdwn(lang, 'alarm/root/unplaced', { count: tally.unknown }))] : []),
  ];
}

function knownOf({ placement }: AlarmRow): string {
  if (placement === 'placed') return 'yes';
  return placement === 'unknown' ? 'no' : 'looking';
}

function muteLine(lang: Lang, { by, until, scope, reason }: Mute): Mrkdwn {
  return tellMrkdwn(lang, 'alarm/root/muted', { by, until: iso(until), scope, reason });
}

/** One line without what cannot be seen. */
const cut = (value: string, most: number) => clamp(clean(value).replaceAll('\n', ' '), most);

const iso = (at: number) => new Date(at).toISOString();
