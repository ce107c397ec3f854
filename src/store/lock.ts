import { readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { ResponderError } from '../domain/errors.ts';

const SQLITE_BUSY = 5;

const holderSchema = z.object({ pid: z.number(), host: z.string(), since: z.string() });
type Holder = z.infer<typeof holderSchema>;

export interface DataDirLock {
  release(): void;
}

/**
 * Takes the directory for this process alone. It is a lock of the kernel (through SQLite, on a file of its own), so it
 * is gone the moment the process is, however that ended. Throws ResponderError 'data-in-use'.
 */
export function lockDataDir(dataDir: string): DataDirLock {
  const db = new DatabaseSync(join(dataDir, 'lock.db'), { timeout: 0 });
  try {
    // With locking_mode = exclusive the lock outlives the transaction, until the connection closes.
    db.exec('pragma journal_mode = delete; pragma locking_mode = exclusive');
    db.exec('begin exclusive; create table if not exists lock (held bigint); commit');
  } catch (error) {
    db.close();
    if (!isBusy(error)) throw error;
    throw inUse(dataDir, error);
  }
  writeFileSync(holderFile(dataDir), JSON.stringify(ourselves()), { mode: 0o600 });
  return { release: () => db.close() };
}

function inUse(dataDir: string, cause: unknown): ResponderError {
  const { pid, host, since } = holderOf(dataDir);
  const said = { id: 'store/data-in-use', args: { dir: dataDir, pid: String(pid), host, since } };
  return new ResponderError('data-in-use', said, { cause });
}

/** Only for the sentence: the file may be older than the lock, or be written at this moment. */
function holderOf(dataDir: string): Holder | { readonly pid: '?'; readonly host: '?'; readonly since: '?' } {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(holderFile(dataDir), 'utf8')));
  } catch {
    return { pid: '?', host: '?', since: '?' };
  }
}

function ourselves(): Holder {
  return { pid: process.pid, host: hostname(), since: new Date().toISOString() };
}

function holderFile(dataDir: string): string {
  return join(dataDir, 'holder.json');
}

function isBusy(error: unknown): boolean {
  return (error as { readonly errcode?: number } | null)?.errcode === SQLITE_BUSY;
}
