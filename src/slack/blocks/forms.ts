import type { types } from '@slack/bolt';
import type { Step } from '../../domain/runbook.ts';
import type { Lang } from '../../domain/text.ts';
import { actionItemTypes } from '../../flows/add-action-item.ts';
import { format, tell } from '../../messages/say.ts';
import { clamp, limits } from './limits.ts';

type KnownBlock = types.KnownBlock;
type ModalView = types.ModalView;

/** What goes back and forth with a form: ids only. */
export interface FormNote {
  readonly about: string;
  readonly channel: string;
}

/** Asks why a step is skipped and, where the step has several ways out, which to take. */
export function skipForm(lang: Lang, notes: FormNote, step: Step): ModalView {
  const ways = step.kind === 'ask' ? [choice(lang, 'as', 'incident/form/skip-as', answersOf(lang, step))] : [];
  return form(lang, 'skip', 'incident/form/skip', 'incident/form/skip-submit', notes, [
    words(lang, 'reason', 'incident/form/skip-why', 500),
    ...ways,
  ]);
}

function answersOf(lang: Lang, { answers }: Extract<Step, { kind: 'ask' }>) {
  return answers.map(({ id, label }) => option(format(lang, label), id));
}

export function handOverForm(lang: Lang, notes: FormNote, user: string): ModalView {
  const element = { type: 'users_select' as const, action_id: 'value', initial_user: user };
  return form(lang, 'hand-over', 'incident/form/hand-over', 'incident/form/hand-over-submit', notes, [
    {
      type: 'input',
      block_id: 'to',
      label: plain(tell(lang, 'incident/form/hand-over-to'), limits.inputLabel),
      element,
    },
  ]);
}

export function actionItemForm(lang: Lang, notes: FormNote): ModalView {
  const kinds = actionItemTypes.map((type) => option(tell(lang, `incident/form/type/${type}`), type));
  return form(lang, 'action-item', 'incident/form/item', 'incident/form/item-submit', notes, [
    words(lang, 'text', 'incident/form/item-text', 1_000),
    choice(lang, 'type', 'incident/form/item-type', kinds),
    {
      type: 'input',
      block_id: 'owner',
      optional: true,
      label: plain(tell(lang, 'incident/form/item-owner'), limits.inputLabel),
      element: { type: 'users_select', action_id: 'value' },
    },
    {
      type: 'input',
      block_id: 'due',
      optional: true,
      label: plain(tell(lang, 'incident/form/item-due'), limits.inputLabel),
      element: { type: 'datepicker', action_id: 'value' },
    },
  ]);
}

type TextOf = Parameters<typeof tell>[1];

export function form(
  lang: Lang,
  id: string,
  title: TextOf,
  submit: TextOf,
  notes: FormNote,
  blocks: KnownBlock[],
): ModalView {
  return {
    type: 'modal',
    callback_id: id,
    title: plain(tell(lang, title), limits.modalTitle),
    submit: plain(tell(lang, submit), limits.modalTitle),
    close: plain(tell(lang, 'incident/form/cancel'), limits.modalTitle),
    private_metadata: JSON.stringify(notes),
    blocks,
  };
}

export function words(lang: Lang, id: string, label: TextOf, most: number): KnownBlock {
  return {
    type: 'input',
    block_id: id,
    label: plain(tell(lang, label), limits.inputLabel),
    element: { type: 'plain_text_input', action_id: 'value', multiline: true, max_length: most },
  };
}

export function choice(
  lang: Lang,
  id: string,
  label: TextOf,
  options: types.PlainTextOption[],
  chosen = 0,
): KnownBlock {
  const first = options[chosen];
  const element = {
    type: 'static_select' as const,
    action_id: 'value',
    options: options.slice(0, limits.options),
    ...(first === undefined ? {} : { initial_option: first }),
  };
  return { type: 'input', block_id: id, label: plain(tell(lang, label), limits.inputLabel), element };
}

export const option = (label: string, value: string): types.PlainTextOption => ({
  text: plain(label, limits.optionText),
  value: value.slice(0, limits.optionValue),
});

export const plain = (text: string, limit: number) => ({
  type: 'plain_text' as const,
  text: clamp(text, limit),
  emoji: false,
});
