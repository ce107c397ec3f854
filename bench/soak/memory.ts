import { setTimeout as wait } from 'node:timers/promises';

export interface Sample {
  readonly minutes: number;
  readonly mb: number;
}

/** Reads the resident memory of a process from its /metrics every few seconds until told to stop. */
export async function sampleMemory(url: string, signal: AbortSignal): Promise<readonly Sample[]> {
  const samples: Sample[] = [];
  const startedAt = performance.now();
  while (!signal.aborted) {
    const mb = await residentMb(url);
    if (mb !== undefined) samples.push({ minutes: (performance.now() - startedAt) / 60_000, mb });
    // It rejects for one reason only: that it is over.
    await wait(5_000, undefined, { signal }).catch(() => undefined);
  }
  return samples;
}

async function residentMb(url: string): Promise<number | undefined> {
  const answer = await fetch(`${url}/metrics`).catch(() => undefined);
  const text = (await answer?.text().catch(() => '')) ?? '';
  const bytes = /^process_resident_memory_bytes (\S+)$/m.exec(text)?.[1];
  return bytes === undefined ? undefined : Number(bytes) / 1_048_576;
}

/** Megabytes a minute by least squares, of what came after `fromMinute`; undefined for fewer than ten samples. */
export function slope(samples: readonly Sample[], fromMinute: number): number | undefined {
  const late = samples.filter(({ minutes }) => minutes >= fromMinute);
  if (late.length < 10) return undefined;
  const mean = (of: (sample: Sample) => number) => late.reduce((sum, one) => sum + of(one), 0) / late.length;
  const [x, y] = [mean(({ minutes }) => minutes), mean(({ mb }) => mb)];
  const above = late.reduce((sum, { minutes, mb }) => sum + (minutes - x) * (mb - y), 0);
  const below = late.reduce((sum, { minutes }) => sum + (minutes - x) ** 2, 0);
  return above / below;
}
