import type { OutboxRow } from '../domain/delivery.ts';

/** Slack takes about one message a second and channel, with short bursts. Edits count by message. */
export interface Pace {
  /** When this row may go, epoch ms; now or earlier when it may go at once. */
  freeAt(row: OutboxRow): number;
  /** It went. What only one person sees is not counted. */
  went(row: OutboxRow, at: number): void;
  /** Slack says that the channel must wait. */
  wait(channel: string, until: number): void;
}

const BURST = 3;

export function makePace(gapMs: number): Pace {
  /** When the channel would be idle had each message taken its whole gap. */
  const busyUntil = new Map<string, number>();
  const toldToWait = new Map<string, number>();
  const editedAt = new Map<string, number>();
  return {
    freeAt({ key, channel, ts }) {
      const told = toldToWait.get(channel) ?? 0;
      if (ts !== null) return Math.max(told, (editedAt.get(key) ?? 0) + gapMs);
      return Math.max(told, (busyUntil.get(channel) ?? 0) - (BURST - 1) * gapMs);
    },
    went({ key, channel, op, ts }, at) {
      if (op === 'ephemeral') return;
      if (ts === null) busyUntil.set(channel, Math.max(busyUntil.get(channel) ?? 0, at) + gapMs);
      // Only what is edited often needs pacing; the oldest marks are worth nothing.
      if (editedAt.size > 1_000) editedAt.clear();
      editedAt.set(key, at);
    },
    wait(channel, until) {
      toldToWait.set(channel, until);
    },
  };
}
