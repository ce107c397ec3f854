import type { Lang } from '../domain/text.ts';
import { type HelpId, helpTexts } from '../messages/texts/help.ts';

/** Straight from its file: help has no arguments, and must not wait until every check and cause is loaded. */
export function helpText(lang: Lang, id: HelpId): string {
  return helpTexts[id][lang];
}

/** The examples of a command, set off below its options. */
export function examplesOf(lang: Lang, command: string): string {
  const id = `cli/examples/${command}`;
  return isHelp(id) ? `\n${helpTexts['cli/help/heading/examples'][lang]}\n${helpTexts[id][lang]}` : '';
}

const isHelp = (id: string): id is HelpId => id in helpTexts;
