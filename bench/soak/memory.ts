import { setTimeout as wait } from 'node:timers/promises';

export interface Sample {
  readonly minutes: number;
  readonly mb: number;
  /** CPU time of the process since its start. */
  readonly cpuSeconds: number;
}

/** Reads the resident memory of a process from its /metrics every few seconds until told to stop. */
export async function sampleMemory(url: string, signal: AbortSignal): Promise<readonly Sample[]> {
  const samples: Sample[] = [];
  const startedAt = performance.now();
  while (!signal.aborted) {
    const read = await readProcess(url);
    if (read !== undefined) samples.push({ minutes: (performance.now() - startedAt) / 60_000, ...read });
    // It rejects for one reason only: that it is over.
    await wait(5_000, undefined, { signal }).catch(() => undefined);
  }
  return samples;
}

async function readProcess(url: string): Promise<Pick<Sample, 'mb' | 'cpuSeconds'> | undefined> {
  const answer = await fetch(`${url}/metrics`).catch(() => undefined);
  const text = (await answer?.text().catch(() => '')) ?? '';
  const numberOf = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
  const [bytes, cpuSeconds] = [numberOf('process_resident_memory_bytes'), numberOf('process_cpu_seconds_total')];
  return Number.isNaN(bytes) ? undefined : { mb: bytes / 1_048_576, cpuSeconds };
}

/** Which part of one core the process used, from the first sample to the last. */
export function cpuShare(samples: readonly Sample[]): number | undefined {
  const [first, last] = [samples[0], samples.at(-1)];
  if (first === undefined || last === undefined || last.minutes === first.minutes) return undefined;
  return (last.cpuSeconds - first.cpuSeconds) / ((last.minutes - first.minutes) * 60);
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
