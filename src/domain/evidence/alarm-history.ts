/** A change of state of an alarm that watches something on the path. */
export interface AlarmChange {
  readonly at: string;
  readonly alarm: string;
  readonly from: string | null; // OK | ALARM | INSUFFICIENT_DATA
  readonly to: string;
  readonly reason: string | null; // hostile text
  readonly metric: string | null; // namespace/name
  readonly onPath: boolean;
}
