import type { Config } from '../config/index.ts';
import type { Answer } from '../domain/answer.ts';
import type { Diagnosis, Found } from '../domain/doctor.ts';
import type { Bundle } from '../domain/evidence.ts';
import type { Progress, TimelineEvent, TimelineHead } from '../domain/incident.ts';
import type { BundleStore, Clock, Store } from '../domain/ports.ts';
import type { Lang } from '../domain/text.ts';
import type { Window } from '../domain/window.ts';
import type { ChainResult } from '../reports/types.ts';

/** What a terminal is to the commands. Results go out, everything else goes to `err`. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Whether a person looks at each of the two. */
  readonly outIsScreen: boolean;
  readonly errIsScreen: boolean;
  readonly columns: number;
  /** Aborts when the person presses Ctrl-C. Listening starts with the first call. */
  readonly interrupt: () => AbortSignal;
  readonly env: NodeJS.ProcessEnv;
}

export interface CheckRequest {
  readonly query: string;
  readonly window: Window;
  readonly lang: Lang;
  readonly region?: string;
  readonly profile?: string;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/** A table as it was copied. */
export interface StoreTable {
  readonly table: string;
  readonly rows: number;
  readonly hash: string;
}

export interface Checked {
  readonly answer: Answer;
  readonly bundle: Bundle;
  readonly digest: string;
}

export interface DoctorRequest {
  readonly env: NodeJS.ProcessEnv;
  /** The load balancer to try the permissions with. */
  readonly target: string | null;
  readonly lang?: Lang;
  readonly signal: AbortSignal;
  readonly onStart: (probes: readonly string[]) => void;
  readonly onDone: (probe: string, found: readonly Found[]) => void;
}

/**
 * Everything behind the commands. Each part is loaded when it is first asked for, so that `502 --help` need not
 * wait for the AWS clients nor for Bolt. `main.ts` fills it in.
 */
export interface Parts {
  readonly version: string;
  readonly clock: Clock;
  config(lang?: Lang): Promise<Config>;
  check(config: Config, request: CheckRequest): Promise<Checked>;
  bundles(config: Config): Promise<BundleStore>;
  /** A bundle file from anywhere. Rejects with 'bad-bundle'. */
  readBundle(path: string): Promise<{ readonly bundle: Bundle; readonly digest: string }>;
  /** Opened read-only, beside a running `serve`. */
  readStore(config: Config): Promise<Store>;
  /** With the head that the store keeps beside the events, a cut-off end is noticed too. */
  verifyTimeline(events: readonly TimelineEvent[], head: TimelineHead): Promise<ChainResult>;
  /** A whole copy in a new file; of PostgreSQL, with what was compared. */
  backup(config: Config, file: string): Promise<readonly StoreTable[]>;
  /** From the data directory to PostgreSQL. */
  move(config: Config): Promise<{ readonly tables: readonly StoreTable[]; readonly bundles: number }>;
  /** Also with settings that are wrong: that is what it tells. */
  doctor(request: DoctorRequest): Promise<{ readonly diagnosis: Diagnosis; readonly lang: Lang }>;
  serve(config: Config): Promise<void>;
  /** Keeps the redacted details of a bug; gives the place, or undefined where nothing could be written. */
  recordBug(reference: string, error: unknown): Promise<string | undefined>;
}
