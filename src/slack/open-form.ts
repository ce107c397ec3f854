import type { types } from '@slack/bolt';
import type { Lang } from '../domain/text.ts';
import { incidentById } from '../flows/change-incident.ts';
import type { Asked } from '../flows/deliveries.ts';
import type { FlowDeps } from '../flows/deps.ts';
import { openCard } from '../flows/press-step.ts';
import { alarmForm } from './alarm-form.ts';
import { actionItemForm, type FormNote, handOverForm, skipForm } from './blocks/forms.ts';
import type { OpenForm } from './listeners.ts';
import type { Messenger } from './messenger.ts';
import type { OpenCheck } from './open-check.ts';

/** A trigger lives for three seconds: whoever's language is not known by then gets the channel's. */
const LOCALE_LIMIT_MS = 700;

export function makeOpenForm(deps: FlowDeps, messenger: Messenger, openCheck: OpenCheck): OpenForm {
  return async (name, asked, about, triggerId) => {
    if (name === 'start-check') return openCheck(asked, triggerId, {});
    const [lang, form] = await Promise.all([langFor(deps, messenger, asked), formOf(deps, name, asked, about)]);
    await messenger.open(triggerId, form(lang), asked.user);
  };
}

type Form = (lang: Lang) => types.ModalView;

function formOf(deps: FlowDeps, name: string, asked: Asked, about: string): Promise<Form> {
  const notes: FormNote = { about, channel: asked.channel };
  return deps.store.transaction(async (tx): Promise<Form> => {
    if (name === 'step-skip') {
      const { step } = await openCard(deps, tx, about);
      return (lang) => skipForm(lang, notes, step);
    }
    const alarms = await alarmForm(deps, tx, name, notes);
    if (alarms !== undefined) return alarms;
    await incidentById(deps, tx, about);
    if (name === 'hand-over') return (lang) => handOverForm(lang, notes, asked.user);
    return (lang) => actionItemForm(lang, notes);
  }, 'read');
}

/** The person's own language, if Slack tells it in time. */
export async function langFor(deps: FlowDeps, messenger: Messenger, asked: Asked): Promise<Lang> {
  const late = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), LOCALE_LIMIT_MS).unref());
  return (await Promise.race([messenger.localeOf(asked.user), late])) ?? deps.langOf(asked.channel);
}
