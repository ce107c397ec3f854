import { existsSync } from 'node:fs';
import { mkdtemp, open, rm, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Found } from '../domain/doctor.ts';
import { ResponderError } from '../domain/errors.ts';
import { failed, mendedBy, off, ok } from '../messages/found.ts';
import type { Standing, StoreDoctor } from './doctor.ts';
import { lockDataDir } from './lock.ts';
import { openStore } from './open.ts';
import { openSqlite } from './sqlite.ts';

const MEGABYTE = 1_000_000;
/** A day of a busy channel's rows and bundles, with the copy that a migration makes. */
const LEAST_MB = 500;

/** The embedded database and the folder that it lies in. */
export async function standOnFiles({ dataDir, freeBytes = freeOf }: StoreDoctor): Promise<Standing> {
  const file = join(dataDir, 'fiveohtwo.db');
  const there = existing(dataDir);
  const found = [...(await folder(dataDir, there)), ...(await disk(there, freeBytes))];
  if (!existsSync(file)) {
    const none = { store: null, botRuns: false, hasRun: false };
    return { ...none, found: [...found, off('store/none-yet', { dir: dataDir })] };
  }
  const holder = holderOf(dataDir);
  const read = await readOf(dataDir, file);
  const written = holder === undefined && read.store !== null ? write(dataDir, file) : [];
  return {
    found: [...found, ...(holder === undefined ? [] : [holder]), ...read.found, ...written],
    store: read.store,
    botRuns: holder !== undefined,
    hasRun: true,
  };
}

async function freeOf(path: string): Promise<number> {
  const { bavail, bsize } = await statfs(path);
  return bavail * bsize;
}

/** The folder itself, or the nearest above it that is there. */
function existing(dir: string): string {
  return existsSync(dir) || dirname(dir) === dir ? dir : existing(dirname(dir));
}

/** Really written, down to the disk: rights, a full or a read-only disk all show here. */
async function folder(dataDir: string, there: string): Promise<readonly Found[]> {
  try {
    const tried = await mkdtemp(join(there, '.doctor-'));
    try {
      const file = await open(join(tried, 'write'), 'w');
      await file.writeFile(Buffer.alloc(65_536, 1));
      await file.sync();
      await file.close();
    } finally {
      await rm(tried, { recursive: true, force: true });
    }
    return [];
  } catch (error) {
    return [notWritable(dataDir, error)];
  }
}

function notWritable(dir: string, error: unknown): Found {
  const detail = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  const line = detail === 'ENOSPC' ? `df -h ${dir}` : `sudo install -d -o "$(whoami)" -m 700 ${dir}`;
  return mendedBy('store/not-writable', line, { dir, detail });
}

async function disk(there: string, freeBytes: (path: string) => Promise<number>): Promise<readonly Found[]> {
  const free = Math.floor((await freeBytes(there)) / MEGABYTE);
  if (free >= LEAST_MB) return [ok('store/disk', { free })];
  return [mendedBy('store/disk-low', `df -h ${there}`, { free, dir: there, least: LEAST_MB })];
}

/** Who has the folder now. The lock is given back at once: it is only asked for. */
function holderOf(dataDir: string): Found | undefined {
  try {
    lockDataDir(dataDir).release();
    return undefined;
  } catch (error) {
    if (!(error instanceof ResponderError)) return undefined;
    return ok('store/in-use', { dir: dataDir, pid: String(error.said.args?.pid ?? '?') });
  }
}

async function readOf(dataDir: string, file: string): Promise<Pick<Standing, 'found' | 'store'>> {
  try {
    return { found: [ok('store/schema')], store: await openStore({ dataDir, readOnly: true }) };
  } catch (error) {
    return { found: [unread(dataDir, file, error)], store: null };
  }
}

function unread(dataDir: string, file: string, error: unknown): Found {
  if (!(error instanceof ResponderError)) {
    const detail = error instanceof Error ? error.message.slice(0, 160) : String(error);
    return mendedBy('store/unreadable', `mv ${file} ${file}.broken && cp BACKUP ${file}`, { file, detail });
  }
  const { id, args } = error.said;
  if (id === 'store/newer-data')
    return failed('store/schema-newer', { where: dataDir, version: String(args?.version ?? '?') });
  return failed('store/schema-older', { where: dataDir });
}

/** A table is made and taken back, as the schema's owner would. */
function write(dataDir: string, file: string): readonly Found[] {
  try {
    const db = openSqlite(file, { readOnly: false });
    try {
      for (const statement of ['begin immediate', 'create table doctor_write (x)', 'rollback'])
        db.prepare(statement).run([]);
    } finally {
      db.close();
    }
    return [ok('store/writable', { dir: dataDir })];
  } catch (error) {
    return [notWritable(dataDir, error)];
  }
}
