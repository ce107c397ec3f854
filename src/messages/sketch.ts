import { IntlMessageFormat } from 'intl-messageformat';
import type { Lang, Text } from '../domain/text.ts';

type Element = ReturnType<IntlMessageFormat['getAst']>[number];

/** A text before anything was observed: its arguments by name, `‹count› tasks were killed.` */
export function sketch(lang: Lang, text: Text): string {
  return drawn(new IntlMessageFormat(text[lang], lang, undefined, { ignoreTag: true }).getAst());
}

function drawn(elements: readonly Element[], number = ''): string {
  return elements.map((element) => one(element, number)).join('');
}

/** Of several cases the general one is shown; `#` stands for the number that chose it. */
function one(element: Element, number: string): string {
  if ('options' in element) return drawn(element.options['other']?.value ?? [], element.value);
  if (element.type === literal) return element.value;
  return 'value' in element ? `‹${element.value}›` : `‹${number}›`;
}

/** The parser's number for plain text; its enum is `const` and cannot be imported under type stripping. */
const literal = 0;
