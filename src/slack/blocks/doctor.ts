import type { Found } from '../../domain/doctor.ts';
import type { DoctorRun } from '../../domain/doctor-rows.ts';
import type { Lang } from '../../domain/text.ts';
import { countsOf, exitCodeOf, type Group, groupOf, groups, inOrder } from '../../flows/doctor/groups.ts';
import { pressFinding } from '../../flows/doctor/press-finding.ts';
import { say, tell } from '../../messages/say.ts';
import { type Mrkdwn, mrkdwn } from './limits.ts';
import { buttons, facts, heading, note, type Part, text } from './parts.ts';
import { sayMrkdwn, tellMrkdwn } from './words.ts';

/** What `/502 doctor` found: what does not work first, with the line that mends it, and a button to press. */
export function doctorParts(lang: Lang, run: DoctorRun): readonly Part[] {
  if (run.state === 'running') return [text(tellMrkdwn(lang, 'doctor/slack/looking', { by: run.requestedBy }))];
  const press = pressFinding(run);
  const found = inOrder([...run.found, press]);
  const { ok, failed, unknown, off } = countsOf(found);
  const troubles = found.filter(({ state }) => state === 'failed' || state === 'unknown');
  const healthy = exitCodeOf(found) === 0 ? [text(tellMrkdwn(lang, 'doctor/healthy'))] : [];
  return [
    heading(tell(lang, 'doctor/slack/title')),
    note(tellMrkdwn(lang, 'doctor/summary', { ok, failed, unknown, off })),
    ...healthy,
    ...(press.state === 'ok' ? [text(sentence(lang, press))] : buttonOf(lang, run)),
    ...groups.flatMap((group) => groupParts(lang, group, troubles)),
    ...rest(lang, found),
    note(tellMrkdwn(lang, 'doctor/slack/note', { id: run.id, by: run.requestedBy })),
  ];
}

function buttonOf(lang: Lang, run: DoctorRun): readonly Part[] {
  if (run.state !== 'waiting') return [];
  const label = tell(lang, 'doctor/slack/press');
  return [buttons([{ action: 'doctor-press', value: run.id, label, style: 'primary' }])];
}

const marks = { failed: ':red_circle:', unknown: ':large_yellow_circle:', ok: '', off: '' } as const;

function groupParts(lang: Lang, group: Group, troubles: readonly Found[]): readonly Part[] {
  const own = troubles.filter((one) => groupOf(one) === group);
  if (own.length === 0) return [];
  const title = text(mrkdwn`*${tell(lang, `doctor/group/${group}`)}*`);
  return [title, ...own.flatMap((one) => troubleParts(lang, one))];
}

function troubleParts(lang: Lang, one: Found): readonly Part[] {
  const state = tell(lang, `doctor/state/${one.state}`);
  const said = text(`${marks[one.state]} ${state}: ${sentence(lang, one)}` as Mrkdwn);
  // The button stands above already.
  if (one.fix === null || one.id === 'buttons/press-awaited') return [said];
  // In one piece and untouched, so that it can be copied.
  return [said, facts([say(lang, one.fix)])];
}

/** How much is in order in each group, and what is off: nobody reads more of it at three in the morning. */
function rest(lang: Lang, found: readonly Found[]): readonly Part[] {
  const lines = groups.flatMap((group) => {
    const own = found.filter((one) => groupOf(one) === group);
    const { ok } = countsOf(own);
    const name = tell(lang, `doctor/group/${group}`);
    return [
      ...(ok === 0 ? [] : [tellMrkdwn(lang, 'doctor/slack/fine', { group: name, count: ok })]),
      ...own.filter(({ state }) => state === 'off').map((one) => offLine(lang, one)),
    ];
  });
  return lines.length === 0 ? [] : [text(lines.join('\n') as Mrkdwn)];
}

const offLine = (lang: Lang, one: Found) => `${tell(lang, `doctor/state/${one.state}`)}: ${sentence(lang, one)}`;

/** A channel by its name, unless nobody can see it: then the id is what there is. */
function sentence(lang: Lang, { id, said }: Found): Mrkdwn {
  const line = sayMrkdwn(lang, said);
  const channel = String(said.args?.channel ?? '');
  if (id === 'slack/channel-not-found' || !/^[CG][A-Z0-9]{3,}$/.test(channel)) return line;
  return line.replaceAll(channel, `<#${channel}>`) as Mrkdwn;
}
