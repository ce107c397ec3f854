import { localeOf } from '../config/read-env.ts';
import type { Lang } from '../domain/text.ts';
import type { Context } from './context.ts';
import { runProgram } from './program.ts';
import { tellError } from './tell-error.ts';

export type { Parts, Terminal } from './parts.ts';

/** Runs one command line and gives the exit code. Never rejects. */
export async function runCli(context: Context, argv: readonly string[]): Promise<number> {
  const lang = earlyLang(argv, context.terminal.env);
  try {
    // Bare `502` is a question, not a mistake.
    return await runProgram(context, argv.length === 0 ? ['--help'] : argv, lang);
  } catch (error) {
    return await tellError(context, error, lang, wantsJson(argv));
  }
}

/** What reached nobody, told like any other bug, so that a crash never looks like an answer. Gives the exit code. */
export async function tellCrash(context: Context, argv: readonly string[], error: unknown): Promise<number> {
  return await tellError(context, error, earlyLang(argv, context.terminal.env), wantsJson(argv));
}

/** For help and for complaints, which may come before the settings could be read. */
function earlyLang(argv: readonly string[], env: NodeJS.ProcessEnv): Lang {
  const asked = optionIn(argv, '--lang') ?? env.FIVEOHTWO_LANG;
  return asked === 'en' || asked === 'ja' ? asked : localeOf(env);
}

const wantsJson = (argv: readonly string[]): boolean => optionIn(argv, '--format') === 'json';

function optionIn(argv: readonly string[], option: string): string | undefined {
  const at = argv.findLastIndex((word) => word === option || word.startsWith(`${option}=`));
  const word = argv[at];
  return word?.includes('=') ? word.slice(option.length + 1) : argv[at + 1 || argv.length];
}
