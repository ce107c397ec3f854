import type { types } from '@slack/bolt';
import type { MuteScope } from '../domain/alarm-rows.ts';
import { ResponderError } from '../domain/errors.ts';
import type { Tx } from '../domain/ports.ts';
import type { Lang } from '../domain/text.ts';
import { openQuestion } from '../flows/alarms/choose-target.ts';
import { type FlowDeps, nowOf } from '../flows/deps.ts';
import { muteForm, targetForm } from './blocks/alarm-forms.ts';
import type { FormNote } from './blocks/forms.ts';

/** The form behind a button about alarms; undefined when the button is about something else. */
export async function alarmForm(
  deps: FlowDeps,
  tx: Tx,
  name: string,
  notes: FormNote,
): Promise<((lang: Lang) => types.ModalView) | undefined> {
  if (name === 'alarm-target-other') {
    await openQuestion(deps, tx, notes.about);
    return (lang) => targetForm(lang, notes);
  }
  if (name !== 'mute') return undefined;
  const { alarms } = await deps.store.alarms.tally(tx, notes.about);
  if (alarms === 0) throw new ResponderError('usage', { id: 'alarm/mute-no-alarms' });
  const scopes: readonly MuteScope[] = alarms === 1 ? ['alarm', 'target', 'channel'] : ['target', 'channel'];
  return (lang) => muteForm(lang, notes, scopes, nowOf(deps));
}
