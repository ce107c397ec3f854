import { parseArgs } from 'node:util';
import { nearest } from './nearest.ts';
import { type Lang, said, Trouble } from './texts.ts';

export interface Options {
  readonly world: string | undefined;
  readonly list: boolean;
  readonly help: boolean;
  readonly verbose: boolean;
  /** The world's alarm does not fire by itself. */
  readonly noAlarm: boolean;
  /** The bot hears Slack by Socket Mode. */
  readonly socket: boolean;
  readonly lang: Lang;
  readonly only: 'aws' | 'slack' | undefined;
  readonly data: string | undefined;
  readonly awsPort: number;
  /** Undefined: the usual one, or any. */
  readonly slackPort: number | undefined;
  readonly botPort: number;
}

/** Throws Trouble (exit 64) with a sentence on what it does not understand. */
export function readOptions(args: readonly string[], env: NodeJS.ProcessEnv): Options {
  const { values } = parsed(args);
  return {
    world: values.world,
    list: values.list,
    help: values.help,
    verbose: values.verbose,
    noAlarm: values['no-alarm'],
    socket: values.socket,
    lang: oneOf('lang', ['en', 'ja'] as const, values.lang ?? (env.FIVEOHTWO_LANG === 'ja' ? 'ja' : 'en')),
    only: values.only === undefined ? undefined : oneOf('only', ['aws', 'slack'] as const, values.only),
    data: values.data,
    awsPort: port('aws-port', values['aws-port']) ?? 0,
    slackPort: port('slack-port', values['slack-port']),
    botPort: port('bot-port', values['bot-port']) ?? 0,
  };
}

const known = {
  world: { type: 'string' },
  list: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
  verbose: { type: 'boolean', default: false },
  'no-alarm': { type: 'boolean', default: false },
  socket: { type: 'boolean', default: false },
  lang: { type: 'string' },
  only: { type: 'string' },
  data: { type: 'string' },
  'aws-port': { type: 'string' },
  'slack-port': { type: 'string' },
  'bot-port': { type: 'string' },
} as const;

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: known });
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('. ')[0] : String(error);
    throw new Trouble(`${reason}. ${meant(reason ?? '')}${said.en.seeHelp}`, 64);
  }
}

/** Somebody who typed a part of a name may mean each that has it: --port. The page's own comes first. */
function meant(reason: string): string {
  const [, typed] = /Unknown option '--([\w-]+)'/.exec(reason) ?? [];
  if (typed === undefined) return '';
  const near = nearest(typed, ['slack-port', ...Object.keys(known).filter((name) => name !== 'slack-port')], 3);
  return near.length === 0 ? '' : `Did you mean ${near.map((name) => `--${name}`).join(' or ')}? `;
}

function oneOf<T extends string>(name: string, allowed: readonly T[], value: string): T {
  const found = allowed.find((one) => one === value);
  if (found === undefined) throw new Trouble(`--${name} is ${allowed.join(' or ')}, not "${value}".`, 64);
  return found;
}

function port(name: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (!Number.isInteger(number) || number < 0 || number > 65_535) {
    throw new Trouble(`--${name} is a number from 0 to 65535, not "${value}".`, 64);
  }
  return number;
}
