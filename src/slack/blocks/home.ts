import type { Answer } from '../../domain/answer.ts';
import type { CheckRun, Incident, Person } from '../../domain/incident.ts';
import type { Lang } from '../../domain/text.ts';
import { tell } from '../../messages/say.ts';
import { escapeText, type Mrkdwn, mrkdwn } from './limits.ts';
import { buttons, heading, type Part, text } from './parts.ts';
import { tellMrkdwn } from './words.ts';

/** How the bot is set up, as far as everybody may know. */
export interface HomeSettings {
  /** IANA name. */
  readonly timeZone: string;
  readonly roads: readonly ('sns' | 'sqs' | 'webhook')[];
  /** Where alarms go that no rule sends elsewhere. */
  readonly alarmChannel: string | null;
  readonly connection: 'http' | 'socket';
}

export interface HomeIncident {
  readonly incident: Incident;
  readonly lead: Person;
  readonly link: string | undefined;
}

/** `incidents` and `runs` are null when it is not known which channels the person is in. */
export interface HomeState {
  readonly incidents: { readonly shown: readonly HomeIncident[]; readonly more: number } | null;
  readonly runs: readonly CheckRun[] | null;
  readonly settings: HomeSettings;
}

export function homeParts(lang: Lang, { incidents, runs, settings }: HomeState): readonly Part[] {
  const check = { action: 'start-check', value: 'home', label: tell(lang, 'home/button/check'), style: 'primary' };
  return [
    heading(tell(lang, 'home/title')),
    buttons([{ ...check, style: 'primary' }]),
    ...(incidents === null || runs === null
      ? [text(tellMrkdwn(lang, 'home/channels-unknown'))]
      : [text(incidentLines(lang, incidents)), text(runLines(lang, runs))]),
    { kind: 'rule' },
    text(tellMrkdwn(lang, 'home/settings')),
    { kind: 'fields', fields: settingFields(lang, settings) },
    { kind: 'rule' },
    text(lines(tellMrkdwn(lang, 'home/help'), tellMrkdwn(lang, 'slack/help/commands'))),
  ];
}

const between = (lang: Lang) => (lang === 'ja' ? ' ・ ' : ' · ');

const lines = (...all: readonly string[]) => all.join('\n') as Mrkdwn;

function incidentLines(lang: Lang, { shown, more }: NonNullable<HomeState['incidents']>): Mrkdwn {
  const title = tellMrkdwn(lang, 'home/incidents');
  if (shown.length === 0) return lines(title, tellMrkdwn(lang, 'home/no-incidents'));
  const rest = more === 0 ? [] : [tellMrkdwn(lang, 'home/more', { count: more })];
  return lines(title, ...shown.map((one) => incidentLine(lang, one)), ...rest);
}

function incidentLine(lang: Lang, { incident, lead, link }: HomeIncident): string {
  const said = tellMrkdwn(lang, 'home/incident', {
    title: incident.title,
    state: tell(lang, `incident/state/${incident.state}`),
    lead: lead === 'bot' ? tell(lang, 'incident/no-lead') : lead,
    at: new Date(incident.openedAt).toISOString(),
  });
  const open = link === undefined ? [] : [`<${mrkdwn`${link}`}|${tellMrkdwn(lang, 'home/open')}>`];
  return [said, channelOf(incident.channel), ...open].join(between(lang));
}

function channelOf(channel: string): Mrkdwn {
  return /^[CGD][A-Z0-9]+$/.test(channel) ? (`<#${channel}>` as Mrkdwn) : escapeText(channel);
}

function runLines(lang: Lang, runs: readonly CheckRun[]): Mrkdwn {
  const title = tellMrkdwn(lang, 'home/checks');
  if (runs.length === 0) return lines(title, tellMrkdwn(lang, 'home/no-checks'));
  return lines(title, ...runs.map((run) => runLine(lang, run)));
}

function runLine(lang: Lang, { query, answer, state, createdAt, channel }: CheckRun): string {
  const found = answer === null ? undefined : (JSON.parse(answer) as Answer);
  const said = tellMrkdwn(lang, 'home/check', {
    query: found?.target.name ?? query,
    state: tell(lang, `slack/run-state/${state === 'done' ? (found?.verdict ?? 'failed') : state}`),
    at: new Date(createdAt).toISOString(),
  });
  return channel === null ? said : [said, channelOf(channel)].join(between(lang));
}

function settingFields(lang: Lang, { timeZone, roads, alarmChannel, connection }: HomeSettings) {
  const names = roads.map((road) => tell(lang, `home/road/${road}`)).join(lang === 'ja' ? '、' : ', ');
  const where = alarmChannel === null ? '' : ` → ${channelOf(alarmChannel)}`;
  const alarms = roads.length === 0 ? tell(lang, 'home/no-alarms') : names;
  return [
    { label: tell(lang, 'home/setting/language'), value: tellMrkdwn(lang, `home/language/${lang}`) },
    { label: tell(lang, 'home/setting/zone'), value: escapeText(timeZone) },
    { label: tell(lang, 'home/setting/alarms'), value: `${escapeText(alarms)}${where}` as Mrkdwn },
    { label: tell(lang, 'home/setting/connection'), value: tellMrkdwn(lang, `home/connection/${connection}`) },
  ];
}
