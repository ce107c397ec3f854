import type { Span } from '../window.ts';

/** The ALB access log of the window, aggregated while it streamed past. */
export interface AccessLog {
  readonly span: Span;
  readonly objects: number;
  readonly bytes: number; // compressed bytes read
  readonly rows: number; // rows of this load balancer within the span
  readonly skippedRows: number; // malformed or foreign
  readonly byMinute: readonly {
    readonly at: string;
    readonly requests: number;
    readonly elb502: number;
    readonly target502: number;
    readonly other5xx: number;
  }[];
  /** Every combination of (ELB status, target status) with ELB status ≥ 500; target status null where the log has '-'. */
  readonly statusPairs: readonly { readonly elb: number; readonly target: number | null; readonly count: number }[];
  /** What the load balancer answered by itself (no target status), 400 to 599 and 0 for '000'. Older bundles lack it. */
  readonly balancerStatuses?: readonly { readonly status: number; readonly count: number }[];
  /** Its 504s: how many came at ten seconds, when a connection is given up. Older bundles lack it. */
  readonly timeouts?: { readonly rows: number; readonly atConnect: number };
  readonly byTarget: readonly LogShare[]; // key 10.0.11.54:3000, or '-' where none was chosen
  readonly byPath: readonly LogShare[]; // key 'GET /api/v1/orders/{id}'; at most 200, the rest under 'others'
  readonly byTargetGroup: readonly LogShare[];
  readonly byUserAgent: readonly LogShare[]; // families
  readonly byClient: readonly LogShare[]; // at most 50
  /** Timing of the 502 rows without a target status. */
  readonly timing: LogTiming;
  readonly errorReasons: readonly { readonly reason: string; readonly count: number }[];
  /** Of all rows, in seconds: where the target answered. */
  readonly targetSeconds: { readonly p50: number | null; readonly p99: number | null; readonly max: number | null };
  readonly firstFailure: string | null;
  readonly lastFailure: string | null;
  /** A sample of at most 500 rows with ELB status 502, spread over the window; all of them when there are fewer. */
  readonly failures: readonly AccessLogRow[];
}

export interface LogShare {
  readonly key: string;
  readonly requests: number;
  readonly elb502: number; // ELB 502 without target status: made by the load balancer
  readonly target502: number; // both 502: made by the target
  readonly other5xx: number;
}

/** Signatures of causes-of-502.md 1.2, counted over the 502 rows without target status. */
export interface LogTiming {
  readonly rows: number;
  readonly notDispatched: number; // T-A: -1 -1 -1
  readonly closedAtOnce: number; // T-B: target time 0 to 5 ms, response -1
  readonly later: number; // T-C and T-D: target time over 5 ms, response -1
  readonly elapsedSeconds: { readonly p10: number | null; readonly p50: number | null; readonly p90: number | null };
  readonly targetSeconds: { readonly p10: number | null; readonly p50: number | null; readonly p90: number | null }; // of `later` rows
}

export interface AccessLogRow {
  readonly at: string; // response generated
  readonly createdAt: string | null; // request_creation_time
  readonly type: string;
  readonly client: string;
  readonly target: string | null;
  readonly requestSeconds: number | null; // null for -1
  readonly targetSeconds: number | null;
  readonly responseSeconds: number | null;
  readonly elbStatus: number;
  readonly targetStatus: number | null;
  readonly receivedBytes: number;
  readonly sentBytes: number;
  readonly method: string;
  readonly path: string; // without the query string
  readonly host: string | null;
  readonly userAgent: string;
  readonly targetGroupArn: string | null;
  readonly traceId: string | null;
  readonly errorReason: string | null;
  readonly rulePriority: string | null;
}
