import type { Message } from './text.ts';

/** One thing that has to be right before the bot can be trusted. */
export interface Probe {
  readonly id: string; // 'slack', 'aws'
  /** How long it may take; 10 s unless told. */
  readonly limitMs?: number;
  /** Never rejects for what it looks for; a rejection is a bug and is told as one. Gives up when the signal says so. */
  run(signal: AbortSignal): Promise<readonly Found[]>;
}

/**
 * `ok`: tried, works. `failed`: tried, does not work. `unknown`: could not be tried, which is never a yes. `off`: not
 * configured, and nothing needs it.
 */
export interface Found {
  /** Stable name of what was looked at, so that a script can tell faults apart: 'slack/scope-missing'. */
  readonly id: string;
  readonly state: 'ok' | 'failed' | 'unknown' | 'off';
  readonly said: Message;
  /** The one line that mends it; null when there is nothing to mend. */
  readonly fix: Message | null;
}

export interface Diagnosis {
  readonly at: number; // epoch ms
  readonly found: readonly Found[];
}
