import type { HelpId } from '../messages/texts/help.ts';
import type { Run } from './context.ts';

export interface OptionSpec {
  readonly flags: string;
  readonly text: HelpId;
  readonly choices?: readonly string[];
}

export interface CommandSpec {
  readonly name:
    | 'check'
    | 'replay'
    | 'explain'
    | 'serve'
    | 'sandbox'
    | 'bench'
    | 'report'
    | 'verify'
    | 'doctor'
    | 'store';
  readonly args: readonly OptionSpec[];
  readonly options: readonly OptionSpec[];
  /** Everything behind the name goes to another program. */
  readonly passThrough?: boolean;
  readonly load: () => Promise<Run>;
}

const lang: OptionSpec = { flags: '--lang <lang>', text: 'cli/help/option/lang', choices: ['en', 'ja'] };
const format: OptionSpec = {
  flags: '--format <format>',
  text: 'cli/help/option/format',
  choices: ['text', 'json', 'markdown'],
};

/** The commands, in the order of the help. Each is loaded when it is called. */
export const commandSpecs: readonly CommandSpec[] = [
  {
    name: 'check',
    args: [{ flags: '[target]', text: 'cli/help/arg/target' }],
    options: [
      { flags: '--since <span>', text: 'cli/help/option/since' },
      { flags: '--from <time>', text: 'cli/help/option/from' },
      { flags: '--to <time>', text: 'cli/help/option/to' },
      { flags: '--region <region>', text: 'cli/help/option/region' },
      { flags: '--profile <name>', text: 'cli/help/option/profile' },
      lang,
      format,
      { flags: '--bundle <folder>', text: 'cli/help/option/bundle' },
      { flags: '--schema', text: 'cli/help/option/schema' },
    ],
    load: async () => (await import('./check.ts')).check,
  },
  {
    name: 'replay',
    args: [{ flags: '<bundle>', text: 'cli/help/arg/bundle' }],
    options: [lang, format],
    load: async () => (await import('./replay.ts')).replay,
  },
  {
    name: 'explain',
    args: [
      { flags: '[about]', text: 'cli/help/arg/about' },
      { flags: '[evidence]', text: 'cli/help/arg/evidence' },
    ],
    options: [lang],
    load: async () => (await import('./explain.ts')).explainCommand,
  },
  { name: 'serve', args: [], options: [], load: async () => (await import('./serve.ts')).serve },
  {
    name: 'report',
    args: [{ flags: '<incident>', text: 'cli/help/arg/incident' }],
    options: [{ flags: '--format <format>', text: 'cli/help/option/report-format', choices: ['md', 'json'] }, lang],
    load: async () => (await import('./report.ts')).report,
  },
  {
    name: 'verify',
    args: [{ flags: '<incident>', text: 'cli/help/arg/incident-or-report' }],
    options: [lang],
    load: async () => (await import('./verify.ts')).verify,
  },
  {
    name: 'doctor',
    args: [{ flags: '[target]', text: 'cli/help/arg/doctor-target' }],
    options: [{ flags: '--format <format>', text: 'cli/help/option/doctor-format', choices: ['text', 'json'] }, lang],
    load: async () => (await import('./doctor.ts')).doctor,
  },
  {
    name: 'store',
    args: [
      { flags: '<action>', text: 'cli/help/arg/store-action', choices: ['backup', 'move'] },
      { flags: '[file]', text: 'cli/help/arg/backup' },
    ],
    options: [lang],
    load: async () => (await import('./store.ts')).store,
  },
  {
    name: 'sandbox',
    args: [],
    options: [],
    passThrough: true,
    load: async () => (await import('./spawn.ts')).spawnSandbox,
  },
  {
    name: 'bench',
    args: [],
    options: [],
    passThrough: true,
    load: async () => (await import('./spawn.ts')).spawnBench,
  },
];
