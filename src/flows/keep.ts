import type { Accept } from './accept-delivery.ts';

/** Slack gives up after 3 s, and then the person learns nothing but that. */
const PATIENCE_MS = 2_500;

export interface KeepDeps {
  readonly accept: Accept;
  readonly onNotKept: (error: unknown) => void;
  readonly patienceMs?: number;
}

/** Like `Accept`, for what Slack sends only once: false when it could not be kept in time, so that the person can be told. */
export type Keep = (delivery: Parameters<Accept>[0]) => Promise<boolean>;

export function makeKeep({ accept, onNotKept, patienceMs = PATIENCE_MS }: KeepDeps): Keep {
  return async (delivery) => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`not kept within ${patienceMs} ms`)), patienceMs);
    });
    try {
      await Promise.race([accept(delivery), late]);
      return true;
    } catch (error) {
      onNotKept(error);
      return false;
    } finally {
      clearTimeout(timer);
    }
  };
}
