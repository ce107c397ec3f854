import type { Config } from '../config/index.ts';
import type { Lang } from '../domain/text.ts';
import type { Parts, Terminal } from './parts.ts';

/** What every command gets. */
export interface Context {
  readonly parts: Parts;
  readonly terminal: Terminal;
}

export type Options = Readonly<Record<string, string | boolean | undefined>>;
/** Gives the exit code. */
export type Run = (context: Context, args: readonly (string | undefined)[], options: Options) => Promise<number>;

export function textOption(options: Options, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}

export function langOption(options: Options): Lang | undefined {
  const lang = options.lang;
  return lang === 'en' || lang === 'ja' ? lang : undefined;
}

/** The settings, and the language to answer in: what was asked for, else what is set. */
export async function settle({ parts }: Context, options: Options): Promise<{ config: Config; lang: Lang }> {
  const asked = langOption(options);
  const config = await parts.config(asked);
  return { config, lang: asked ?? config.lang };
}
