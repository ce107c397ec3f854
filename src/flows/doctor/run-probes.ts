import type { Found, Probe } from '../../domain/doctor.ts';
import { failed, unknown } from '../../messages/found.ts';

const LIMIT_MS = 10_000;

export interface Running {
  readonly signal: AbortSignal;
  /** Told as each probe ends. */
  readonly onDone?: (probe: string, found: readonly Found[]) => void;
}

/** All side by side, each under its own deadline: one that hangs does not keep what the others found. */
export async function runProbes(probes: readonly Probe[], { signal, onDone }: Running): Promise<readonly Found[]> {
  const all = await Promise.all(
    probes.map(async (probe) => {
      const found = await runOne(probe, signal);
      onDone?.(probe.id, found);
      return found;
    }),
  );
  signal.throwIfAborted();
  return all.flat();
}

async function runOne(probe: Probe, signal: AbortSignal): Promise<readonly Found[]> {
  const limitMs = probe.limitMs ?? LIMIT_MS;
  const deadline = new AbortController();
  const over = Promise.withResolvers<readonly Found[]>();
  const giveUp = () => {
    deadline.abort();
    over.resolve([unknown('probe/timed-out', { probe: probe.id, seconds: limitMs / 1000 })]);
  };
  const timer = setTimeout(giveUp, limitMs);
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    return await Promise.race([probe.run(AbortSignal.any([signal, deadline.signal])), over.promise]);
  } catch (error) {
    const detail = error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 200) : typeof error;
    return [failed('probe/broke', { probe: probe.id, detail })];
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', giveUp);
  }
}
