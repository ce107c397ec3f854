import { randomUUID } from 'node:crypto';
import { CommanderError } from 'commander';
import { ResponderError } from '../domain/errors.ts';
import type { Lang, Message } from '../domain/text.ts';
import type { Context } from './context.ts';
import { exitCodeOfError, exitCodes } from './exit-codes.ts';

interface Told {
  readonly code: string;
  readonly says: Message;
  readonly exitCode: number;
  readonly reference?: string;
}

/** The one place where an error meets the person at a terminal. Gives the exit code. */
export async function tellError(context: Context, error: unknown, lang: Lang, json: boolean): Promise<number> {
  const told = context.terminal.interrupt().aborted ? interrupted : await toldOf(context, error);
  // The texts are loaded now: `502 --help` has no need of them.
  const { say } = await import('../messages/say.ts');
  const message = say(lang, told.says);
  const { code, reference } = told;
  const line = json ? JSON.stringify({ error: { code, message, ...(reference && { reference }) } }) : message;
  context.terminal.err(`${line}\n`);
  return told.exitCode;
}

const interrupted: Told = {
  code: 'interrupted',
  says: { id: 'cli/interrupted' },
  exitCode: exitCodes.interrupted,
};

async function toldOf({ parts }: Context, error: unknown): Promise<Told> {
  if (error instanceof ResponderError) {
    return { code: error.code, says: error.said, exitCode: exitCodeOfError(error.code) };
  }
  if (error instanceof CommanderError) return { code: 'usage', says: usageOf(error), exitCode: exitCodes.usage };
  if (isPortTaken(error)) {
    return {
      code: 'port-taken',
      says: { id: 'cli/port-taken', args: { port: String(error.port) } },
      exitCode: exitCodes.unavailable,
    };
  }
  const reference = randomUUID().slice(0, 8);
  const place = await parts.recordBug(reference, error);
  const says: Message =
    place === undefined ? { id: 'error/bug', args: { reference } } : { id: 'cli/bug', args: { reference, place } };
  return { code: 'bug', says, exitCode: exitCodes.bug, reference };
}

/** What Node's `listen` rejects with. */
function isPortTaken(error: unknown): error is Error & { readonly port: number } {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE' && 'port' in error;
}

const usages: Readonly<Record<string, string>> = {
  'commander.unknownOption': 'cli/usage/unknown-option',
  'commander.unknownCommand': 'cli/usage/unknown-command',
  'commander.missingArgument': 'cli/usage/missing-argument',
  'commander.optionMissingArgument': 'cli/usage/missing-value',
  'commander.excessArguments': 'cli/usage/too-many',
  'commander.invalidArgument': 'cli/usage/invalid-value',
  'commander.help': 'cli/usage/no-command',
};

/** commander speaks English only; what it found at fault stands between the quotes of its sentence. */
function usageOf({ code, message }: CommanderError): Message {
  const id = usages[code];
  if (id === undefined) return { id: 'cli/usage/other', args: { detail: message } };
  const [, what = ''] = /for argument '([^']+)'/.exec(message) ?? /'([^']+)'/.exec(message) ?? [];
  const [, allowed = ''] = /Allowed choices are (.+)\./.exec(message) ?? [];
  const [, meant = ''] = /Did you mean (?:one of )?(.+)\?\)/.exec(message) ?? [];
  if (meant !== '' && code === 'commander.unknownCommand')
    return { id: 'cli/usage/command-meant', args: { what, meant } };
  if (meant !== '' && code === 'commander.unknownOption')
    return { id: 'cli/usage/option-meant', args: { what, meant } };
  if (allowed !== '') return { id: 'cli/usage/not-a-choice', args: { what, allowed } };
  return { id, args: { what } };
}
