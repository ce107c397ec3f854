import type { Lang } from '../domain/text.ts';

/** Everything that can be set, complete: defaults are filled in, nothing else reads the environment. */
export interface Config {
  /** The language of the terminal, and of every channel that has no setting of its own. */
  readonly lang: Lang;
  /** IANA name; its times stand beside UTC. */
  readonly timeZone: string;
  readonly dataDir: string;
  readonly deadlineMs: number;
  readonly redactIps: boolean;
  readonly logLevel: LogLevel;
  readonly aws: {
    readonly region?: string;
    /** Where a stand-in of AWS listens. */
    readonly endpoint?: string;
    readonly profiles: readonly ProfileConfig[];
  };
  readonly slack: SlackConfig;
  readonly alarms: AlarmsConfig;
  /** PostgreSQL's connection string; null: the embedded database in `dataDir`. */
  readonly databaseUrl: string | null;
  /** Where the world reaches this bot over HTTPS, without a slash at the end: for subscriptions, manifests and the doctor. */
  readonly publicUrl: string | null;
  /** By channel id: C0123456789. */
  readonly channels: Readonly<Record<string, ChannelConfig>>;
}

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** An account to look in: the role is assumed with the default credentials. */
export interface ProfileConfig {
  readonly name: string;
  readonly roleArn?: string;
  readonly externalId?: string;
  readonly regions: readonly string[];
}

export interface ChannelConfig {
  readonly lang?: Lang;
  readonly timeZone?: string;
}

export interface SlackConfig {
  readonly botToken: string | null;
  readonly signingSecret: string | null;
  /** xapp-…: with it the bot connects by Socket Mode and needs no address of its own. */
  readonly appToken: string | null;
  /** Several workspaces; null: the one of `botToken`. */
  readonly oauth: OAuthConfig | null;
  /** Names of the three variables behind `oauth` that are not set although another is. */
  readonly oauthMissing: readonly string[];
  readonly apiUrl: string | null;
  readonly host: string;
  readonly port: number;
}

/** A Slack app for several workspaces. */
export interface OAuthConfig {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly stateSecret: string;
}

export interface AlarmsConfig {
  /** Channel that alarms are posted to unless a rule names another; null: alarms without a rule are refused. */
  readonly channel: string | null;
  /** SNS topics whose messages are taken and whose subscription is confirmed. */
  readonly topics: readonly string[];
  /** URL of the SQS queue to read; null: none. */
  readonly queue: string | null;
  /** Signs the generic webhook, and is the bearer token of Alertmanager and Grafana; null: these are off. */
  readonly webhookSecret: string | null;
  /** Tried in order; the first whose pattern fits decides. */
  readonly rules: readonly AlarmRule[];
  /** How often an alarm that goes on is brought to mind; 0: never. */
  readonly remindMinutes: number;
  /** Alarms of one target within this time belong to one incident. */
  readonly windowMinutes: number;
}

export interface AlarmRule {
  /** Of the alarm's name; `*` stands for anything. */
  readonly alarm: string;
  /** What to check: a name or ARN as people type it. */
  readonly target?: string;
  readonly channel?: string;
}
