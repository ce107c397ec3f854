import type { Text } from './text.ts';

export type End = 'resolved' | 'escalate';

/** A step of a runbook. Waiting is a row with a due time, never memory. */
export type Step<Id extends string = string, C extends string = string> =
  | { readonly kind: 'tell'; readonly text: Text; readonly next: Id | End }
  | { readonly kind: 'ask'; readonly text: Text; readonly answers: readonly Answer<Id>[] }
  /** Looks again: re-runs the checks and branches on what they observe; first match wins, `otherwise` if none. */
  | {
      readonly kind: 'check';
      readonly text: Text;
      readonly checks: readonly C[];
      readonly branches: readonly Branch<Id, C>[];
      readonly otherwise: Id | End;
    }
  /** Looks every `everySeconds` until all `until` hold, at most `limitSeconds`. */
  | {
      readonly kind: 'wait';
      readonly text: Text;
      readonly until: readonly { readonly check: C; readonly is: 'seen' | 'not-seen' }[];
      readonly everySeconds: number;
      readonly limitSeconds: number;
      readonly then: Id | End;
      readonly late: Id | End;
    }
  /** Describes a command; the person runs it and says so. */
  | {
      readonly kind: 'act';
      readonly text: Text;
      readonly command: string;
      readonly undo: string | null;
      readonly guard: Text;
      readonly next: Id | End;
    };

export interface Answer<Id extends string = string> {
  readonly id: string;
  readonly label: Text; // at most 30 characters in either language
  readonly next: Id | End;
}

export interface Branch<Id extends string = string, C extends string = string> {
  readonly check: C;
  readonly is: 'seen' | 'not-seen' | 'unknown';
  readonly next: Id | End;
}

export interface Runbook<Id extends string = string, C extends string = string> {
  readonly id: string;
  /** Goes up with every change of steps: a card of an older version is refused. */
  readonly version: number;
  readonly title: Text;
  readonly start: Id;
  readonly steps: { readonly [S in Id]: Step<Id, C> };
}
