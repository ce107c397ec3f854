/** How the bot is, read from its rows: for /healthz, /metrics and the doctor. Times are epoch ms, ages milliseconds. */
export interface Vitals {
  /** Posts that should be out by now, and since when the oldest of them waits. */
  readonly outbox: { readonly due: number; readonly oldestAt: number | null; readonly failed: number };
  readonly jobs: {
    readonly waiting: number;
    readonly running: number;
    readonly dead: number;
    readonly oldestDueAt: number | null;
  };
  /** When something of each kind last came in or was last brought to its end; null: never. */
  readonly last: {
    readonly command: number | null;
    readonly action: number | null;
    readonly alarm: number | null;
    readonly check: number | null;
    readonly post: number | null;
  };
  readonly incidents: { readonly open: number };
}
