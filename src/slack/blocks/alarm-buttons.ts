import type { Lang } from '../../domain/text.ts';
import { tell } from '../../messages/say.ts';
import type { AlarmRoot } from './alarm-root.ts';
import { type Button, buttons, type Menu, type Part } from './parts.ts';

const MOST_BUTTONS = 4;

type Shown = Pick<AlarmRoot, 'group' | 'tally' | 'mutes' | 'run' | 'answer' | 'bar' | 'isReply' | 'named'>;

/** The incident's own buttons, and what can be done about alarms. */
export function alarmButtons(
  lang: Lang,
  { group, tally, mutes, run, answer, bar, isReply, named }: Shown,
): readonly Button[] {
  const { id, state } = bar.incident;
  const why = run !== undefined && answer !== undefined ? [button(lang, 'why', run.id, 'slack/button/why')] : [];
  const quiet =
    mutes.length > 0
      ? button(lang, 'unmute', id, 'alarm/button/unmute')
      : button(lang, 'mute', id, 'alarm/button/mute');
  const list = tally.alarms > named.length ? [button(lang, 'alarm-list', id, 'alarm/button/list')] : [];
  const own = isReply ? [] : bar.buttons.filter(({ action }) => group.target !== null || action !== 'look-again');
  return [...own, ...(isReply ? [] : why), ...(state === 'resolved' && mutes.length === 0 ? [] : [quiet]), ...list];
}

/** What the alarm could be about: a few as buttons, many as a menu, and a form for the rest. */
export function targetButtons(lang: Lang, { group, tally, bar }: Shown): readonly Part[] {
  const { incident } = bar;
  if (group.target !== null || tally.looking > 0 || incident.state === 'resolved') return [];
  const other = button(lang, 'alarm-target-other', incident.id, 'alarm/button/other');
  const options = group.candidates.map(({ name, region }, at) => ({
    label: `${name} (${region})`,
    value: `${incident.id} ${at}`,
  }));
  if (options.length <= MOST_BUTTONS) {
    const few = options.map(({ label, value }, at): Button => ({ action: `alarm-target/${at}`, value, label }));
    return [buttons([...few, other])];
  }
  const menu: Menu = { action: 'alarm-target', label: tell(lang, 'alarm/menu/target'), options };
  return [buttons([other], menu)];
}

function button(lang: Lang, action: string, value: string, label: Parameters<typeof tell>[1]): Button {
  return { action, value, label: tell(lang, label) };
}
