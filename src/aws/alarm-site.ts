import { CallFailed } from './failure.ts';
import type { Senders } from './sending.ts';

/** One account and region as the look-ups of alarms see it, and what it would not tell. */
export interface AlarmSite extends Senders {
  readonly partition: string;
  readonly account: string | null;
  readonly region: string;
  /** Keeps the first thing that AWS did not answer: it is why something stays unknown. */
  readonly failed: (failure: CallFailed) => void;
}

/** What `work` brings, or `instead` where AWS does not answer. What is no answer of AWS is our bug and is thrown. */
export async function tried<T>(site: AlarmSite, work: () => Promise<T>, instead: T): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CallFailed)) throw error;
    site.failed(error);
    return instead;
  }
}
