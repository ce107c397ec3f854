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
  readonly apiUrl: string | null;
  readonly host: string;
  readonly port: number;
}
