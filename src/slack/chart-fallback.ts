import type { NewOutboxRow, OutboxRow } from '../domain/delivery.ts';
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
  /** From the first refusal on; what is known already is not prolonged. */
  refused(channel: string): void;
}

/** After a day it is tried again: the workspace may have the block by then. */
const REMEMBERED_MS = 24 * 3_600_000;

export function makeChartMemory(clock: Clock): ChartMemory {
  const until = new Map<string, number>();
  const now = () => clock.now().getTime();
  const isKnown = (channel: string) => (until.get(channel) ?? 0) > now();
  return {
    charts: (channel) => (isKnown(channel) ? 'in-thread' : 'drawn'),
    refused(channel) {
      if (!isKnown(channel)) until.set(channel, now() + REMEMBERED_MS);
    },
  };
}

interface Deps {
  readonly charts: ChartMemory;
  readonly store: Store;
  readonly clock: Clock;
}

/**
 * A message went out without its chart: remembered, and the chart goes as a picture, once, into the thread of the message.
 * What one person alone was told has no thread.
 */
export async function chartLeftOut({ charts, store, clock }: Deps, row: OutboxRow, parts: readonly Part[]) {
  if (row.op !== 'message' || !parts.some(({ kind }) => kind === 'chart')) return;
  charts.refused(row.channel);
  const { channel, lang, view } = row;
  const file: NewOutboxRow = {
    key: keyOf.chart(row.key),
    op: 'upload',
    channel,
    thread: row.thread ?? row.key,
    user: null,
    responseUrl: null,
    view: { kind: 'chart-file', of: view },
    lang,
    priority: 1,
  };
  await store.transaction((tx) => store.outbox.put(tx, file, clock.now().getTime()));
}
