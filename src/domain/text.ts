/** The two languages of the product. Everything a person reads exists in both. */
export type Lang = 'en' | 'ja';
export const languages: readonly Lang[] = ['en', 'ja'];

/** One sentence in both languages, as ICU MessageFormat. Both use the same arguments (a test compares them). */
export type Text = { readonly [L in Lang]: string };

/** What fills the holes of a text. Times go in as ISO 8601 strings, shares as 0 to 1. */
export type TextArgs = Readonly<Record<string, string | number>>;

/** A sentence by id, so that it can be stored and told later in another language. */
export interface Message {
  readonly id: string;
  readonly args?: TextArgs;
}
