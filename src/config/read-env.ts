import leven from 'leven';
import type { Lang } from '../domain/text.ts';
import { deadlineSeconds, port } from './file-schema.ts';
import type { Mistake } from './mistakes.ts';
import { type LogLevel, logLevels } from './types.ts';

/** The variables that are ours. A name this near to one of them is taken for a slip of the finger. */
export const ourVariables = [
  'FIVEOHTWO_CONFIG',
  'FIVEOHTWO_DATA_DIR',
  'FIVEOHTWO_LANG',
  'FIVEOHTWO_DEADLINE_SECONDS',
  'FIVEOHTWO_SETTINGS',
  'FIVEOHTWO_WEBHOOK_SECRET',
] as const;
const slip = 2;

export interface ReadEnv {
  readonly lang?: Lang;
  readonly dataDir?: string;
  readonly deadlineSeconds?: number;
  readonly logLevel?: LogLevel;
  readonly port?: number;
  readonly mistakes: readonly Mistake[];
}

/** An empty variable counts as not set: that is how shells and Compose files unset one. */
export function readEnvironment(env: NodeJS.ProcessEnv): ReadEnv {
  const mistakes: Mistake[] = misspelt(env);
  const refuse = (where: string, id: string, args: Record<string, string | number>): undefined => {
    mistakes.push({ where, says: { id, args: { path: where, ...args } } });
    return undefined;
  };
  const choice = <const T extends string>(name: string, allowed: readonly T[]): T | undefined => {
    const value = env[name];
    if (!value) return undefined;
    return allowed.find((one) => one === value) ?? refuse(name, 'config/one-of', { allowed: allowed.join(', ') });
  };
  const number = (name: string, schema: typeof port | typeof deadlineSeconds, limits: string): number | undefined => {
    const value = env[name];
    if (!value) return undefined;
    const parsed = schema.safeParse(Number(value));
    return parsed.success ? parsed.data : refuse(name, 'config/number-between', { limits });
  };
  const lang = choice('FIVEOHTWO_LANG', ['en', 'ja']);
  const logLevel = choice('LOG_LEVEL', logLevels);
  const seconds = number('FIVEOHTWO_DEADLINE_SECONDS', deadlineSeconds, '1–300');
  const listen = number('PORT', port, '0–65535');
  return {
    ...(lang && { lang }),
    ...(logLevel && { logLevel }),
    ...(seconds !== undefined && { deadlineSeconds: seconds }),
    ...(listen !== undefined && { port: listen }),
    ...(env.FIVEOHTWO_DATA_DIR && { dataDir: env.FIVEOHTWO_DATA_DIR }),
    mistakes,
  };
}

/** Only near misses are refused: Kubernetes puts variables of its own for a service of our name (FIVEOHTWO_PORT_3000_TCP). */
function misspelt(env: NodeJS.ProcessEnv): Mistake[] {
  return Object.keys(env)
    .filter((name) => name.startsWith('FIVEOHTWO_') && !ourVariables.some((known) => known === name))
    .flatMap((key) => {
      const meant = ourVariables.find((known) => leven(key, known) <= slip);
      return meant === undefined
        ? []
        : [{ where: key, says: { id: 'config/unknown-key-meant', args: { key, meant } } }];
    });
}

/** `LANG=ja_JP.UTF-8` and its two elders, in the order that POSIX gives them. */
export function localeOf(env: NodeJS.ProcessEnv): Lang {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  return /^ja\b|^ja_/i.test(locale) ? 'ja' : 'en';
}
