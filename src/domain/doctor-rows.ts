import type { Found } from './doctor.ts';
import type { Person } from './incident.ts';
import type { Tx } from './ports.ts';
import type { Lang } from './text.ts';

/** One `/502 doctor`. `running`: the probes are at work; `waiting`: for somebody to press its button; `done`: pressed, or too late. */
export interface DoctorRun {
  readonly id: string; // doc_01JD…
  readonly state: 'running' | 'waiting' | 'done';
  readonly channel: string;
  readonly target: string | null;
  readonly lang: Lang;
  readonly requestedBy: Person;
  readonly found: readonly Found[];
  /** Until when the press is waited for, epoch ms; null until the button is shown. */
  readonly pressBy: number | null;
  readonly pressedAt: number | null;
  readonly pressedBy: Person | null;
  readonly createdAt: number;
}

/** What was given up lately. */
export interface GivenUp {
  readonly jobs: readonly { readonly name: string; readonly error: string }[];
  readonly posts: readonly { readonly channel: string; readonly error: string }[];
}

/** What the doctor keeps, and what only it asks. */
export interface DoctorRows {
  create(tx: Tx, run: DoctorRun): Promise<void>;
  get(tx: Tx, id: string): Promise<DoctorRun | undefined>;
  update(
    tx: Tx,
    id: string,
    patch: Partial<Pick<DoctorRun, 'state' | 'found' | 'pressBy' | 'pressedAt' | 'pressedBy'>>,
  ): Promise<void>;
  /** A press that the doctor made itself has come all the way. */
  heard(tx: Tx, nonce: string, at: number): Promise<void>;
  isHeard(tx: Tx, nonce: string): Promise<boolean>;
  /** When a person last pressed something; the doctor's own presses do not count. */
  lastPress(tx: Tx): Promise<number | null>;
  /** The workspace of the newest command. */
  lastTeam(tx: Tx): Promise<string | null>;
  givenUp(tx: Tx, since: number): Promise<GivenUp>;
}
