import type { Found, Probe } from '../domain/doctor.ts';
import { mendedBy, off, ok } from '../messages/found.ts';
import { isTimeZone } from './file-schema.ts';
import type { Mistake } from './mistakes.ts';
import type { AlarmsConfig, Config } from './types.ts';

export interface SettingsDoctor {
  readonly env: NodeJS.ProcessEnv;
  readonly config: Config;
  readonly mistakes: readonly Mistake[];
  /** A bot has run here: then Slack is needed, whatever the environment of this terminal says. */
  readonly hasRun: () => Promise<boolean>;
}

/** What can be told of the settings without asking anybody. */
export function makeSettingsProbe(doctor: SettingsDoctor): Probe {
  return {
    id: 'settings',
    run: async () => {
      const isWanted = wantsSlack(doctor) || (await doctor.hasRun());
      const tokens = isWanted ? tokensOf(doctor) : [off('settings/slack-off')];
      return [...mistakesOf(doctor), ...tokens, ...alarmsOf(doctor), zoneOf(doctor)];
    },
  };
}

function mistakesOf({ mistakes }: SettingsDoctor): readonly Found[] {
  if (mistakes.length === 0) return [ok('settings/read')];
  return mistakes.map(({ where, says }) => ({
    id: 'settings/mistake',
    state: 'failed',
    said: says,
    fix: { id: 'doctor/found/settings/mistake/fix', args: { where } },
  }));
}

const slackVariables = ['SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET', 'SLACK_APP_TOKEN', 'SLACK_CLIENT_ID'];
const oauthVariables = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET'];

/** Alarms are to come in, by whatever road. */
export const hasRoad = ({ topics, queue, webhookSecret }: AlarmsConfig) =>
  topics.length > 0 || queue !== null || webhookSecret !== null;

/** Slack is wanted as soon as anything of it is set, or something is there that can speak only through it. */
function wantsSlack({ env, config }: SettingsDoctor): boolean {
  return slackVariables.some((name) => env[name]) || hasRoad(config.alarms);
}

function tokensOf({ env }: SettingsDoctor): readonly Found[] {
  const oauth = oauthVariables.filter((name) => !env[name]);
  const wrong = [
    ...(oauth.length > 0 && oauth.length < 3 ? [incomplete(oauth)] : []),
    ...(oauth.length === 3 ? botToken(env) : tokenKind('SLACK_BOT_TOKEN', env.SLACK_BOT_TOKEN, 'bot')),
    ...(oauth.length === 0 && env.SLACK_BOT_TOKEN
      ? [mendedBy('settings/token-and-oauth', 'unset SLACK_BOT_TOKEN')]
      : []),
    ...signingSecret(env),
    ...tokenKind('SLACK_APP_TOKEN', env.SLACK_APP_TOKEN, 'app'),
  ];
  return wrong.length > 0 ? wrong : [ok('settings/tokens')];
}

const incomplete = (missing: readonly string[]): Found =>
  mendedBy('settings/oauth-incomplete', missing.map((name) => `export ${name}=…`).join('; '), {
    missing: missing.join(', '),
  });

function botToken(env: NodeJS.ProcessEnv): readonly Found[] {
  const { SLACK_BOT_TOKEN: token } = env;
  if (!token) return [missing('SLACK_BOT_TOKEN', 'xoxb-…', 'OAuth & Permissions')];
  return tokenKind('SLACK_BOT_TOKEN', token, 'bot');
}

/** Over a socket nothing is signed; the receiver wants it all the same. */
function signingSecret({ SLACK_SIGNING_SECRET: secret, SLACK_APP_TOKEN: app }: NodeJS.ProcessEnv): readonly Found[] {
  if (!secret) return app ? [] : [missing('SLACK_SIGNING_SECRET', '…', 'Basic Information')];
  const got = kindOf(secret);
  const line = 'export SLACK_SIGNING_SECRET=…  # api.slack.com/apps → Basic Information → Signing Secret';
  return got === undefined ? [] : [mendedBy('settings/secret-form', line, { got })];
}

const missing = (name: string, form: string, page: string): Found =>
  mendedBy('settings/missing', `export ${name}=${form}  # api.slack.com/apps → ${page}`, { name });

const prefixes = { bot: 'xoxb-', app: 'xapp-' } as const;
const pages = { bot: 'OAuth & Permissions', app: 'Basic Information → App-Level Tokens' } as const;

function tokenKind(name: string, token: string | undefined, kind: 'bot' | 'app'): readonly Found[] {
  if (!token || token.startsWith(prefixes[kind])) return [];
  const line = `export ${name}=${prefixes[kind]}…  # api.slack.com/apps → ${pages[kind]}`;
  return [mendedBy('settings/token-kind', line, { name, kind, got: kindOf(token) ?? '?' })];
}

/** The public beginning of one of Slack's tokens: never more of it. */
function kindOf(secret: string): string | undefined {
  return /^(?:xox[a-z]|xapp|xoxe\.xox[a-z])-/.exec(secret)?.[0];
}

function alarmsOf({ config, mistakes }: SettingsDoctor): readonly Found[] {
  // Of a file that is not understood nothing is known, least of all what is missing in it.
  if (mistakes.length > 0) return [];
  const { alarms, publicUrl } = config;
  if (!hasRoad(alarms)) return [];
  const wants = alarms.topics.length > 0 && alarms.queue === null && publicUrl === null;
  const url = mendedBy('settings/public-url', 'publicUrl: https://HOST  # fiveohtwo.yaml');
  return [...(wants ? [url] : []), ...channelOf(alarms)];
}

function channelOf({ channel, rules }: AlarmsConfig): readonly Found[] {
  const without = rules.filter((rule) => rule.channel === undefined).length;
  const covered = rules.length > 0 && without === 0 && rules.some(({ alarm }) => alarm === '*');
  if (channel !== null || covered) return [];
  const line = 'alarms: { channel: C0123456789 }  # fiveohtwo.yaml';
  return [mendedBy('settings/alarm-channel', line, { count: without })];
}

function zoneOf({ config: { timeZone: zone } }: SettingsDoctor): Found {
  if (isTimeZone(zone)) return ok('settings/time-zone', { zone });
  return mendedBy('settings/time-zone-unknown', 'timeZone: Asia/Tokyo  # fiveohtwo.yaml', { zone });
}
