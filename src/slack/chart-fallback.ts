import type { OutboxRow } from '../domain/delivery.ts';
import type { Clock, Store } from '../domain/ports.ts';
import { keyOf } from '../flows/keys.ts';
import type { Charts } from './blocks/compose.ts';
import type { Part } from './blocks/parts.ts';

/**
 * Which channels took no chart block: Slack brings it to one workspace after the other. Only a cache: what forgets it has
 * one call refused more.
 */
export interface ChartMemory {
  charts(channel: string): Charts;
  refused(channel: string): void;
}

/** After a day it is tried again: the workspace may have the block by then. */
const REMEMBERED_MS = 24 * 3_600_000;

export function makeChartMemory(clock: Clock): ChartMemory {
  const until = new Map<string, number>();
  return {
    charts: (channel) => ((until.get(channel) ?? 0) > clock.now().getTime() ? 'in-thread' : 'drawn'),
    refused: (channel) => until.set(channel, clock.now().getTime() + REMEMBERED_MS),
  };
}

/** The chart as a picture, once, into the thread of the message that could not show it. Nobody else sees what one person was told. */
export async function putChartFile(store: Store, row: OutboxRow, parts: readonly Part[], at: number): Promise<void> {
  if (row.op !== 'message' || !parts.some(({ kind }) => kind === 'chart')) return;
  const { channel, lang, view } = row;
  await store.transaction((tx) =>
    store.outbox.put(
      tx,
      {
        key: keyOf.chart(row.key),
        op: 'upload',
        channel,
        thread: row.thread ?? row.key,
        user: null,
        responseUrl: null,
        view: { kind: 'chart-file', of: view },
        lang,
        priority: 1,
      },
      at,
    ),
  );
}
