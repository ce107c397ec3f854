import type { View } from '../../domain/delivery.ts';
import type { Lang } from '../../domain/text.ts';
import { say } from '../../messages/say.ts';
import { buttons, type Part, text } from './parts.ts';
import { confirmResolve } from './resolve.ts';
import { sayMrkdwn } from './words.ts';

export function saidParts(lang: Lang, view: Extract<View, { kind: 'said' }>): readonly Part[] {
  const pressable = (view.buttons ?? []).map(({ label, ...rest }) => ({
    ...rest,
    label: say(lang, label),
    ...(rest.action === 'resolve' ? { confirm: confirmResolve(lang) } : {}),
  }));
  return [
    ...view.messages.map((message) => text(sayMrkdwn(lang, message))),
    ...(pressable.length === 0 ? [] : [buttons(pressable)]),
  ];
}
