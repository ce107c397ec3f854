import type { Span } from '../window.ts';

/** What one log group held in the window, boiled down; the lines themselves are examples. */
export interface ApplicationLog {
  readonly group: string;
  readonly span: Span;
  readonly lines: number; // read
  readonly matches: readonly LogMatch[]; // by tag of the pattern table
  readonly templates: readonly LogTemplate[]; // most frequent lines that look like errors, numbers and ids folded
  /** Requests that the application itself logged, where its lines are access-log like. */
  readonly requests: readonly LoggedRequests[];
  /** The same lines of interest of a time before the window; null or missing where none was read. */
  readonly baseline?: { readonly span: Span; readonly lines: number; readonly isWhole: boolean } | null;
  /** A stretch of the window of which every line was read, whatever it says. */
  readonly stretch?: {
    readonly span: Span;
    readonly lines: number;
    readonly requests: readonly LoggedRequests[];
  } | null;
  /** Servers that gave themselves away by what they write when they start, or by the form of their lines. */
  readonly software?: readonly LoggedSoftware[];
  /** How the group was found: a container or function names it, or its own name or streams point at the path. */
  readonly foundBy?: 'setting' | 'name' | 'streams' | null;
}

export interface LoggedSoftware {
  readonly name: string; // 'nginx', 'gunicorn'
  readonly version: string | null;
  readonly lines: number;
  readonly example: LogLine;
}

export interface LoggedRequests {
  readonly path: string;
  readonly status: number;
  readonly count: number;
}

export interface LogMatch {
  readonly tag: string; // 'gunicorn.timeout'
  readonly count: number;
  readonly first: string;
  readonly last: string;
  readonly byMinute: readonly { readonly at: string; readonly count: number }[];
  readonly examples: readonly LogLine[];
}

export interface LogTemplate {
  readonly template: string;
  readonly count: number;
  readonly first: string;
  readonly last: string;
  readonly byMinute?: readonly { readonly at: string; readonly count: number }[];
  /** How often in the baseline; null or missing where none was read. */
  readonly baseline?: number | null;
  readonly examples: readonly LogLine[];
}

export interface LogLine {
  readonly at: string;
  readonly stream: string;
  readonly message: string;
}
