import type { Person } from '../domain/incident.ts';

/** Who asked, from where. Everything that arrives from Slack has it. */
export interface Asked {
  readonly team: string;
  readonly user: string;
  readonly channel: string;
  readonly responseUrl: string | null;
}

/** A span as people type it: the last so many minutes, or from one time to another (ISO 8601 UTC). */
export type AskedSpan = { readonly minutes: number } | { readonly from: string; readonly to: string };

export type Command =
  | { readonly name: 'check'; readonly query: string; readonly span: AskedSpan }
  | { readonly name: 'help' }
  | { readonly name: 'doctor'; readonly target: string | null }
  | { readonly name: 'explain'; readonly about: string }
  | { readonly name: 'incident-open'; readonly title: string }
  | { readonly name: 'incident-status' }
  | { readonly name: 'incident-resolve'; readonly incident: string | null }
  | { readonly name: 'report'; readonly incident: string | null }
  /** `/502 check` without a load balancer. */
  | { readonly name: 'check-what' }
  /** The words where a time belongs, which are none. */
  | { readonly name: 'check-when'; readonly query: string; readonly typed: string }
  /** `suggestion`: a whole command that would be right. */
  | { readonly name: 'unknown'; readonly typed: string; readonly suggestion: string | null };

export interface CommandBody extends Asked {
  readonly command: Command;
}

export interface ActionBody extends Asked {
  readonly action: string;
  readonly value: string;
}

export interface ViewBody extends Asked {
  readonly form: string;
  /** The id that the form was opened for. */
  readonly about: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** An entry of a message's menu: what was found in the message, whose thread the answer goes into. */
export interface ShortcutBody extends Asked {
  readonly shortcut: 'diagnose-message';
  readonly query: string;
  readonly messageTs: string;
}

/** One of Slack's Events API. `channel` is empty: it happened in none. */
export interface EventBody extends Asked {
  readonly event: 'app_home_opened';
}

export function personOf({ team, user }: Asked): Person {
  return `slack:${team}/${user}`;
}
