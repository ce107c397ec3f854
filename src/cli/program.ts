import { Argument, Command, CommanderError, Option } from 'commander';
import type { Lang } from '../domain/text.ts';
import { type CommandSpec, commandSpecs, type OptionSpec } from './commands.ts';
import type { Context, Options } from './context.ts';
import { examplesOf, helpText } from './help.ts';
import { columnsOf } from './text/width.ts';

/** Parses and runs. Rejects with CommanderError for a usage mistake, and with whatever the command throws. */
export async function runProgram(context: Context, argv: readonly string[], lang: Lang): Promise<number> {
  let exitCode = 0;
  const program = shape(new Command('502'), context, lang)
    .description(helpText(lang, 'cli/help/502'))
    .version(context.parts.version, '-V, --version', helpText(lang, 'cli/help/version'))
    .addHelpText('after', () => examplesOf(lang, '502'))
    .helpCommand('help [command]', helpText(lang, 'cli/help/help'));
  for (const spec of commandSpecs) {
    program.addCommand(
      commandOf(spec, context, lang, async (args, options) => {
        const run = await spec.load();
        exitCode = await run(context, args, options);
      }),
    );
  }
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    // Help and version were printed: that is what was asked for.
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    throw error;
  }
  return exitCode;
}

type Act = (args: readonly (string | undefined)[], options: Options) => Promise<void>;

function commandOf(spec: CommandSpec, context: Context, lang: Lang, act: Act): Command {
  const command = shape(new Command(spec.name), context, lang)
    .description(helpText(lang, `cli/help/${spec.name}`))
    .addHelpText('after', () => examplesOf(lang, spec.name));
  for (const argument of spec.args) command.addArgument(argumentOf(argument, lang));
  for (const option of spec.options) command.addOption(optionOf(option, lang));
  if (spec.passThrough) command.allowUnknownOption().allowExcessArguments().helpOption(false);
  return command.action(async () => {
    const args = spec.passThrough ? command.args : command.processedArgs;
    await act(args.map(asText), command.opts());
  });
}

function argumentOf({ flags, text, choices }: OptionSpec, lang: Lang): Argument {
  const argument = new Argument(flags, helpText(lang, text));
  return choices === undefined ? argument : argument.choices([...choices]);
}

const asText = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

function optionOf({ flags, text, choices }: OptionSpec, lang: Lang): Option {
  const option = new Option(flags, helpText(lang, text));
  return choices === undefined ? option : option.choices([...choices]);
}

/** What every command has in common: our language, our streams, errors thrown instead of an exit. */
function shape(command: Command, { terminal }: Context, lang: Lang): Command {
  return command
    .exitOverride()
    .configureOutput({
      writeOut: terminal.out,
      // Mistakes are told in one place, by tellError.
      writeErr: () => undefined,
      getOutHelpWidth: () => Math.min(100, terminal.columns),
    })
    .configureHelp({
      styleTitle: (title) => heading(title, lang),
      displayWidth: columnsOf,
      optionDescription: ({ description, argChoices }) =>
        argChoices === undefined ? description : `${description}: ${argChoices.join(', ')}`,
    })
    .helpOption('-h, --help', helpText(lang, 'cli/help/option/help'));
}

const headings = {
  'Usage:': 'cli/help/heading/usage',
  'Arguments:': 'cli/help/heading/arguments',
  'Options:': 'cli/help/heading/options',
  'Commands:': 'cli/help/heading/commands',
} as const;

function heading(title: string, lang: Lang): string {
  return title in headings ? helpText(lang, headings[title as keyof typeof headings]) : title;
}
