import { isAbsolute, resolve } from 'node:path';
import envPaths from 'env-paths';
import { ResponderError } from '../domain/errors.ts';
import type { Lang } from '../domain/text.ts';
import { say } from '../messages/say.ts';
import type { FileSettings } from './file-schema.ts';
import type { Mistake } from './mistakes.ts';
import { localeOf, type ReadEnv, readEnvironment } from './read-env.ts';
import { parseSettings, type ReadFile, readSettings } from './read-file.ts';
import type { AlarmsConfig, ChannelConfig, Config, OAuthConfig, SlackConfig } from './types.ts';

export type { Mistake } from './mistakes.ts';
export { localeOf } from './read-env.ts';
export type {
  AlarmRule,
  AlarmsConfig,
  ChannelConfig,
  Config,
  LogLevel,
  OAuthConfig,
  ProfileConfig,
  SlackConfig,
} from './types.ts';

/** The settings with every mistake in them; what could not be read has its default. For the doctor. */
export interface ReadConfig {
  readonly config: Config;
  readonly mistakes: readonly Mistake[];
}

export function readConfig(env: NodeJS.ProcessEnv, options: { readonly file?: string } = {}): ReadConfig {
  const file = fileOf(env, options.file);
  const ours = readEnvironment(env);
  const lang = ours.lang ?? file.settings.lang ?? localeOf(env);
  return {
    config: merge(env, ours, file.settings, file.folder, lang),
    mistakes: [...file.mistakes, ...ours.mistakes],
  };
}

/**
 * The settings: the environment over the file over the defaults. Throws 'bad-config' that names every mistake at once,
 * each with its line. `lang` is the language in which to complain.
 */
export function loadConfig(
  env: NodeJS.ProcessEnv,
  options: { readonly file?: string; readonly lang?: Lang } = {},
): Config {
  const { config, mistakes } = readConfig(env, options);
  if (mistakes.length > 0) throw badConfig(mistakes, options.lang ?? config.lang);
  return config;
}

/** Where no file can be put beside the program, as in a container, its text may stand in a variable. */
function fileOf(env: NodeJS.ProcessEnv, named: string | undefined): ReadFile {
  const wanted = named ?? (env.FIVEOHTWO_CONFIG || undefined);
  const { FIVEOHTWO_SETTINGS: text } = env;
  if (!text) return readSettings(resolve(wanted ?? 'fiveohtwo.yaml'), wanted !== undefined);
  const own = parseSettings(text, 'FIVEOHTWO_SETTINGS', process.cwd());
  if (wanted === undefined) return own;
  return { ...own, mistakes: [{ where: 'FIVEOHTWO_SETTINGS', says: { id: 'config/settings-twice' } }] };
}

function merge(env: NodeJS.ProcessEnv, ours: ReadEnv, file: FileSettings, folder: string, lang: Lang): Config {
  return {
    lang,
    timeZone: file.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    dataDir: ours.dataDir ? resolve(ours.dataDir) : dataDirOf(file.dataDir, folder),
    deadlineMs: (ours.deadlineSeconds ?? file.deadlineSeconds ?? 20) * 1000,
    redactIps: file.redact?.ips ?? false,
    logLevel: ours.logLevel ?? file.logLevel ?? 'info',
    aws: awsOf(env, file.aws),
    slack: slackOf(env, ours, file.slack),
    alarms: alarmsOf(env, file.alarms),
    databaseUrl: env.DATABASE_URL || null,
    publicUrl: file.publicUrl ?? null,
    channels: Object.fromEntries(Object.entries(file.channels ?? {}).map(([id, own]) => [id, withoutUndefined(own)])),
  };
}

function awsOf(env: NodeJS.ProcessEnv, file: FileSettings['aws']): Config['aws'] {
  const region = env.AWS_REGION || env.AWS_DEFAULT_REGION || file?.region;
  const endpoint = env.AWS_ENDPOINT_URL;
  return {
    ...(region && { region }),
    ...(endpoint && { endpoint }),
    profiles: (file?.profiles ?? []).map(withoutUndefined),
  };
}

function slackOf(env: NodeJS.ProcessEnv, ours: ReadEnv, file: FileSettings['slack']): SlackConfig {
  return {
    botToken: env.SLACK_BOT_TOKEN || null,
    signingSecret: env.SLACK_SIGNING_SECRET || null,
    appToken: env.SLACK_APP_TOKEN || null,
    ...oauthOf(env),
    apiUrl: env.SLACK_API_URL || null,
    host: env.HOST || (file?.host ?? '0.0.0.0'),
    port: ours.port ?? file?.port ?? 3000,
  };
}

/** All three or none; one alone is told by `requireSlack`. */
function oauthOf(env: NodeJS.ProcessEnv): Pick<SlackConfig, 'oauth' | 'oauthMissing'> {
  const { SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret, SLACK_STATE_SECRET: stateSecret } = env;
  if (clientId && clientSecret && stateSecret) {
    return { oauth: { clientId, clientSecret, stateSecret }, oauthMissing: [] };
  }
  const missing = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET'].filter((name) => !env[name]);
  return { oauth: null, oauthMissing: missing.length === 3 ? [] : missing };
}

function alarmsOf(env: NodeJS.ProcessEnv, file: FileSettings['alarms']): AlarmsConfig {
  return {
    channel: file?.channel ?? null,
    topics: file?.topics ?? [],
    queue: file?.queue ?? null,
    webhookSecret: env.FIVEOHTWO_WEBHOOK_SECRET || null,
    rules: (file?.rules ?? []).map(withoutUndefined),
    remindMinutes: file?.remindMinutes ?? 30,
    windowMinutes: file?.windowMinutes ?? 60,
  };
}

function dataDirOf(fromFile: string | undefined, folder: string): string {
  if (fromFile === undefined) return envPaths('fiveohtwo', { suffix: '' }).data;
  return isAbsolute(fromFile) ? fromFile : resolve(folder, fromFile);
}

/** What zod calls `x?: T | undefined` and we call `x?: T`. */
function withoutUndefined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, own]) => own !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}

/** What holds in a channel: its own settings over everybody's. */
export function settingsOf(config: Config, channel: string): Required<ChannelConfig> {
  return { lang: config.lang, timeZone: config.timeZone, ...config.channels[channel] };
}

/** With which right the bot speaks: the token of one workspace, or those that several gave. */
export type SlackAccess =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'oauth'; readonly oauth: OAuthConfig };

/**
 * Slack's settings with the secrets that `serve` cannot do without: the signing secret over HTTP, the app-level token by
 * Socket Mode; a bot token or all that OAuth needs. Throws 'bad-config' that names every missing one.
 */
export function requireSlack(config: Config): SlackConfig & { readonly access: SlackAccess } {
  const { botToken, signingSecret, appToken, oauth, oauthMissing } = config.slack;
  const needsToken = botToken === null && oauth === null && oauthMissing.length === 0;
  const missing = [
    ...(needsToken ? [{ where: 'SLACK_BOT_TOKEN', says: { id: 'config/no-bot-token' } }] : []),
    ...(signingSecret === null && appToken === null
      ? [{ where: 'SLACK_SIGNING_SECRET / SLACK_APP_TOKEN', says: { id: 'config/no-road' } }]
      : []),
    ...oauthMissing.map((where) => ({ where, says: { id: 'config/not-set-oauth' } })),
  ];
  // Which of the two is meant cannot be guessed: with the wrong one, posts would go to the wrong place.
  const both =
    botToken !== null && oauth !== null ? [{ where: 'SLACK_BOT_TOKEN', says: { id: 'config/token-and-oauth' } }] : [];
  const mistakes = [...missing, ...both];
  if (mistakes.length > 0) throw badConfig(mistakes, config.lang);
  const access = oauth === null ? { kind: 'token' as const, token: botToken ?? '' } : { kind: 'oauth' as const, oauth };
  return { ...config.slack, access };
}

function badConfig(mistakes: readonly Mistake[], lang: Lang): ResponderError {
  const list = mistakes.map(({ where, says }) => `  ${where}: ${say(lang, says)}`).join('\n');
  return new ResponderError('bad-config', { id: 'config/mistakes', args: { count: mistakes.length, list } });
}
