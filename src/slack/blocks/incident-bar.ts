import type { Incident, IncidentState, Person } from '../../domain/incident.ts';
import type { Runbook } from '../../domain/runbook.ts';
import type { Lang } from '../../domain/text.ts';
import { runbookValue } from '../../flows/start-runbook.ts';
import { format, tell } from '../../messages/say.ts';
import { type Button, type Menu, note, type Part, text } from './parts.ts';
import { confirmResolve } from './resolve.ts';
import { tellMrkdwn, whoDid } from './words.ts';

/** An incident as its root message shows it. */
export interface Bar {
  readonly incident: Incident;
  readonly lead: Person;
  readonly buttons: readonly Button[];
  /** The runbooks that are not suggested. */
  readonly menu: Menu | undefined;
}

const following: { readonly [S in IncidentState]?: 'identified' | 'mitigating' | 'monitoring' } = {
  investigating: 'identified',
  identified: 'mitigating',
  mitigating: 'monitoring',
};

/** `suggested`: the runbook that fits the newest verdict, unless it is being walked already. `stillSeenAt`: the newest look, when it saw 502s go on. */
export function barOf(
  lang: Lang,
  incident: Incident,
  lead: Person,
  suggested: Runbook | undefined,
  others: readonly Runbook[],
  stillSeenAt: number | null = null,
): Bar {
  const menu: Menu = {
    action: 'pick-runbook',
    label: tell(lang, 'incident/menu/runbook'),
    options: others.map(({ id, title }) => ({ label: format(lang, title), value: runbookValue(id, incident.id) })),
  };
  const isOpen = incident.state !== 'resolved' && others.length > 0;
  return {
    incident,
    lead,
    buttons: buttonsOf(lang, incident, suggested, stillSeenAt),
    menu: isOpen ? menu : undefined,
  };
}

export function incidentBar(lang: Lang, { incident, lead }: Bar): readonly Part[] {
  const { state, openedBy, openedAt, id } = incident;
  const by = whoDid(lang, openedBy);
  const who = lead === 'bot' ? tell(lang, 'incident/no-lead') : lead;
  const at = new Date(openedAt).toISOString();
  const line =
    state === 'resolved'
      ? tellMrkdwn(lang, 'incident/bar-resolved', { lead: who, at, by })
      : tellMrkdwn(lang, 'incident/bar', { state: tell(lang, `incident/state/${state}`), lead: who, at, by });
  return [{ kind: 'rule' }, text(line), note(tellMrkdwn(lang, 'incident/id', { id }))];
}

function buttonsOf(
  lang: Lang,
  { id, state }: Incident,
  runbook: Runbook | undefined,
  stillSeenAt: number | null,
): readonly Button[] {
  const button = (action: string, label: string, style?: 'primary'): Button => ({
    action,
    value: id,
    label,
    ...(style === undefined ? {} : { style }),
  });
  const report = button('report', tell(lang, 'incident/button/report'));
  const item = button('add-action-item', tell(lang, 'incident/button/action-item'));
  if (state === 'resolved') return [button('reopen', tell(lang, 'incident/button/reopen')), report, item];
  const next = following[state];
  const resolve = button(
    'resolve',
    tell(lang, 'incident/button/resolve'),
    state === 'monitoring' ? 'primary' : undefined,
  );
  return [
    ...(next === undefined ? [] : [button(`state/${next}`, tell(lang, `incident/button/state/${next}`), 'primary')]),
    ...(runbook === undefined ? [] : [startButton(lang, id, runbook)]),
    button('look-again', tell(lang, 'incident/button/look-again')),
    { ...resolve, confirm: confirmResolve(lang, stillSeenAt) },
    button('hand-over', tell(lang, 'incident/button/hand-over')),
    report,
  ];
}

function startButton(lang: Lang, incident: string, { id, title }: Runbook): Button {
  const label = tell(lang, 'incident/button/runbook', { title: format(lang, title) });
  return { action: `start-runbook/${id}`, value: runbookValue(id, incident), label };
}
