import { describe, expect, it } from '@jest/globals';
import { IntlMessageFormat } from 'intl-messageformat';
import { causes } from '../../src/causes/index.ts';
import { checks } from '../../src/checks/index.ts';
import { languages } from '../../src/domain/text.ts';
import { catalogue } from '../../src/messages/catalogue.ts';
import { say } from '../../src/messages/say.ts';
import { texts } from '../../src/messages/texts/index.ts';

type Element = ReturnType<IntlMessageFormat['getAst']>[number];

/** Names of the arguments with the kind of each: 1 plain, 2 number, 3 date, 4 time, 5 select, 6 plural. */
function argumentsOf(elements: readonly Element[]): readonly string[] {
  return elements.flatMap((element) => {
    if (element.type === 0 || element.type === 7) return [];
    const own = 'value' in element ? [element.value] : [];
    const inner = 'options' in element ? Object.values(element.options).flatMap(({ value }) => argumentsOf(value)) : [];
    return [...own, ...inner];
  });
}

/** What stands there besides the arguments. */
function wordsOf(elements: readonly Element[]): string {
  return elements
    .map((element) => {
      if (element.type === 0) return element.value;
      return 'options' in element
        ? Object.values(element.options)
            .map(({ value }) => wordsOf(value))
            .join(' ')
        : ' ';
    })
    .join('');
}

const parse = (text: string, lang: string) =>
  new IntlMessageFormat(text, lang, undefined, { ignoreTag: true }).getAst();
const isReadable = (text: string, lang: string): boolean => {
  try {
    return parse(text, lang).length >= 0;
  } catch {
    return false;
  }
};
const all = [...catalogue];
const readable = all.filter(([, text]) => languages.every((lang) => isReadable(text[lang], lang)));

describe('the texts', () => {
  it('are there for every check and every cause', () => {
    const missing = [
      ...checks.filter(({ id }) => !catalogue.has(`check/${id}/seen`)),
      ...causes.filter(({ id }) => !catalogue.has(`cause/${id}/title`)),
    ];

    expect(missing).toEqual([]);
    expect(all.length).toBeGreaterThan(300);
  });

  it('have no empty sentence in either language', () => {
    expect(all.filter(([, text]) => languages.some((lang) => text[lang].trim() === ''))).toEqual([]);
  });

  it('are ICU messages that can be read (the name of a case has no hyphen)', () => {
    expect(all.filter((entry) => !readable.includes(entry)).map(([id]) => id)).toEqual([]);
  });

  it('take the same arguments in both languages', () => {
    const different = readable.flatMap(([id, text]) => {
      const [en, ja] = languages.map((lang) => [...new Set(argumentsOf(parse(text[lang], lang)))].toSorted().join(' '));
      return en === ja ? [] : [`${id}: ${en} | ${ja}`];
    });

    expect(different).toEqual([]);
  });

  it('render with their arguments', () => {
    const broken = readable.flatMap(([id, text]) =>
      languages.flatMap((lang) => {
        const args = Object.fromEntries(argumentsOf(parse(text[lang], lang)).map((name) => [name, 7]));
        const rendered = say(lang, { id, args });
        return rendered.includes('{') ? [`${lang} ${id}: ${rendered}`] : [];
      }),
    );

    expect(broken).toEqual([]);
  });

  it('are translated: no English sentence stands in the Japanese', () => {
    const untranslated = readable.flatMap(([id, { ja }]) =>
      isEnglish(wordsOf(parse(ja, 'ja'))) ? [`${id}: ${ja}`] : [],
    );

    expect(untranslated).toEqual([]);
  });

  it('differ between the languages wherever there are words to translate', () => {
    const same = readable.filter(([, { en, ja }]) => en === ja && /[a-z]{3,} [a-z]{3,}/.test(wordsOf(parse(en, 'en'))));

    expect(same.map(([id]) => id)).toEqual([]);
  });

  it('end their ids with nothing that another area owns', () => {
    const foreign = Object.keys(texts).filter((id) => /^(check|cause|runbook)\//.test(id));

    expect(foreign).toEqual([]);
  });
});

/** A sentence of four English words or more without a single Japanese character. */
function isEnglish(text: string): boolean {
  return (
    !/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(text) && /(\b[a-z]+\b[ ,]+){3}[a-z]+/i.test(text)
  );
}
