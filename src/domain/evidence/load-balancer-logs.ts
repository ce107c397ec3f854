import type { Span } from '../window.ts';

/** The health-check log of the window (causes-of-502.md 3.3), aggregated while it streamed past. */
export interface HealthCheckLog {
  readonly span: Span;
  readonly rows: number;
  readonly skippedRows: number;
  readonly byTarget: readonly {
    readonly target: string; // 10.0.11.54:3000
    readonly targetGroup: string; // name
    readonly zone: string | null;
    readonly passed: number;
    readonly failed: number;
    readonly firstFailure: string | null;
    readonly lastFailure: string | null;
    readonly reasons: readonly { readonly reason: string; readonly count: number }[]; // ConnectionReset, TimedOut, …
    readonly secondsP50: number | null;
    readonly secondsMax: number | null;
  }[];
}

/** The connection log of the window: clients' TLS. */
export interface ConnectionLog {
  readonly span: Span;
  readonly rows: number;
  readonly skippedRows: number;
  readonly failed: number; // rows whose handshake did not complete
  readonly byMinute: readonly { readonly at: string; readonly connections: number; readonly failed: number }[];
  readonly verifyStatuses: readonly { readonly status: string; readonly count: number }[];
}
