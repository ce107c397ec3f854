import type { Found } from '../domain/doctor.ts';
import type { Store } from '../domain/ports.ts';
import { standOnFiles } from './doctor-files.ts';

export interface StoreDoctor {
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  /** Told PostgreSQL's clock, ISO 8601. */
  readonly onDate: (date: string) => void;
  /** Bytes that are free where a path lies; the system's own answer unless told. */
  readonly freeBytes?: (path: string) => Promise<number>;
}

/** How the database is, and the store itself where it can be read. */
export interface Standing {
  readonly found: readonly Found[];
  /** Read-only, beside a running bot; null where there is none or it cannot be read. Close it. */
  readonly store: Store | null;
  /** A bot works on it now. */
  readonly botRuns: boolean;
  /** A bot has worked on it some time. */
  readonly hasRun: boolean;
}

/** Looks without changing: nothing is migrated, what is written is taken back. */
export async function standingOf(doctor: StoreDoctor): Promise<Standing> {
  const { databaseUrl } = doctor;
  if (databaseUrl === null) return await standOnFiles(doctor);
  const { standOnPostgres } = await import('./doctor-postgres.ts');
  return await standOnPostgres(databaseUrl, doctor);
}
