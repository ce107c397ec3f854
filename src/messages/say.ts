import { IntlMessageFormat } from 'intl-messageformat';
import type { Lang, Message, Text, TextArgs } from '../domain/text.ts';
import { catalogue } from './catalogue.ts';
import type { TextId } from './texts/index.ts';

const compiled = new Map<string, IntlMessageFormat>();

/** The sentence in the language asked for. Throws on an unknown id and on a missing argument: both are our bugs. */
export function say(lang: Lang, message: Message): string {
  const text = catalogue.get(message.id);
  if (text === undefined) throw new Error(`no text has the id ${message.id}`);
  return format(lang, text, message.args);
}

/** Like `say` for the ids that the compiler knows. */
export function tell(lang: Lang, id: TextId, args?: TextArgs): string {
  return say(lang, args === undefined ? { id } : { id, args });
}

/** Renders a text that is at hand. Angle brackets are plain characters here, never markup. */
export function format(lang: Lang, text: Text, args: TextArgs = {}): string {
  const source = text[lang];
  const key = `${lang}\n${source}`;
  let message = compiled.get(key);
  if (message === undefined) {
    message = new IntlMessageFormat(source, lang, undefined, { ignoreTag: true });
    compiled.set(key, message);
  }
  return String(message.format({ ...args }));
}
