import type { types } from '@slack/bolt';
import type { MuteScope } from '../../domain/alarm-rows.ts';
import type { Lang } from '../../domain/text.ts';
import { type MuteSpan, muteSpans } from '../../flows/alarms/mute.ts';
import { tell } from '../../messages/say.ts';
import { choice, type FormNote, form, option, plain, words } from './forms.ts';
import { limits } from './limits.ts';

/** What to mute, for how long, and why. */
export function muteForm(lang: Lang, notes: FormNote, scopes: readonly MuteScope[], nowMs: number): types.ModalView {
  const what = scopes.map((scope) => option(tell(lang, `alarm/form/scope/${scope}`), scope));
  const spans = (Object.keys(muteSpans) as MuteSpan[]).map((span) =>
    option(tell(lang, `alarm/form/span/${span}`), span),
  );
  return form(lang, 'mute', 'alarm/form/mute', 'alarm/form/mute-submit', notes, [
    choice(lang, 'what', 'alarm/form/mute-what', what),
    choice(lang, 'span', 'alarm/form/mute-how-long', spans),
    {
      type: 'input',
      block_id: 'until',
      optional: true,
      label: plain(tell(lang, 'alarm/form/mute-until'), limits.inputLabel),
      element: { type: 'datetimepicker', action_id: 'value', initial_date_time: nextHour(nowMs) },
    },
    words(lang, 'reason', 'alarm/form/mute-why', 500),
  ]);
}

/** Which load balancer an alarm is about, in the person's own words. */
export function targetForm(lang: Lang, notes: FormNote): types.ModalView {
  return form(lang, 'alarm-target', 'alarm/form/target', 'alarm/form/target-submit', notes, [
    {
      type: 'input',
      block_id: 'target',
      label: plain(tell(lang, 'alarm/form/target-what'), limits.inputLabel),
      element: { type: 'plain_text_input', action_id: 'value', max_length: 500 },
    },
  ]);
}

const HOUR_S = 3_600;
const nextHour = (nowMs: number) => (Math.floor(nowMs / 1000 / HOUR_S) + 2) * HOUR_S;
