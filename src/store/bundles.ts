import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { ResponderError } from '../domain/errors.ts';
import type { Bundle } from '../domain/evidence.ts';
import type { BundleStore, PrunableBundles } from '../domain/ports.ts';
import { canonicalJson } from './chain.ts';

const FILE = 'bundle.json';
const RUN_ID = /^[A-Za-z0-9_-]{1,80}$/;

type Loaded = Awaited<ReturnType<BundleStore['load']>>;

/** Bundles as files: `<dataDir>/runs/<runId>/bundle.json`. Needs no lock: every file is written once, by its run. */
export function makeBundleStore(dataDir: string): PrunableBundles {
  const runs = join(dataDir, 'runs');
  const fileOf = (runId: string) => {
    if (!RUN_ID.test(runId)) throw noSuchRun(runId);
    return join(runs, runId, FILE);
  };
  return {
    async save(bundle) {
      const bytes = canonicalBytes(bundle);
      await writeAtomically(fileOf(bundle.run.id), bytes);
      return digestOf(bytes);
    },
    async load(runId) {
      const path = fileOf(runId);
      const bytes = await readOrUndefined(path);
      if (bytes === undefined) throw noSuchRun(runId);
      return parseBundle(bytes, path);
    },
    async latest() {
      const ids = (await namesIn(runs)).filter((id) => RUN_ID.test(id)).sort();
      for (const id of ids.reverse()) if (await isFile(join(runs, id, FILE))) return id;
      return undefined;
    },
    async prune(before) {
      let count = 0;
      for (const id of (await namesIn(runs)).filter((name) => RUN_ID.test(name))) {
        const written = (await stat(join(runs, id, FILE)).catch(ifThere))?.mtimeMs;
        if (written === undefined || written >= before) continue;
        await rm(join(runs, id), { recursive: true, force: true });
        count += 1;
      }
      return count;
    },
  };
}

/** Reads a bundle from anywhere: its file, or the folder that holds it. Rejects with 'bad-bundle'. */
export async function readBundleFile(path: string): Promise<Loaded> {
  const file = (await isFile(path)) ? path : join(path, FILE);
  const bytes = await readOrUndefined(file);
  if (bytes === undefined) throw new ResponderError('bad-bundle', { id: 'store/bundle-not-there', args: { path } });
  return parseBundle(bytes, file);
}

export function canonicalBytes(bundle: Bundle): Buffer {
  return Buffer.from(`${canonicalJson(bundle)}\n`);
}

export function digestOf(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** As much as is needed to say "this is no bundle"; a bundle may come from a stranger. */
const span = z.object({ from: z.iso.datetime(), to: z.iso.datetime() });
const shape = z.looseObject({
  schema: z.literal('fiveohtwo/bundle/v1'),
  program: z.looseObject({ version: z.string() }),
  run: z.looseObject({ id: z.string().regex(RUN_ID), startedAt: z.iso.datetime() }),
  request: z.looseObject({ query: z.string() }),
  scope: z.looseObject({ kind: z.string(), name: z.string(), region: z.string() }),
  window: z.looseObject({ ...span.shape, baseline: span }),
  evidence: z.record(z.string(), z.looseObject({ status: z.enum(['complete', 'partial', 'missing']) })),
  objects: z.array(z.looseObject({})),
  redactions: z.record(z.string(), z.number()),
  cost: z.looseObject({}),
});

/** The digest is that of the canonical bytes, so a bundle that was only reformatted keeps it. */
export function parseBundle(bytes: Buffer, path: string): Loaded {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    shape.parse(value);
    const bundle = value as Bundle;
    return { bundle, digest: digestOf(canonicalBytes(bundle)) };
  } catch (cause) {
    throw new ResponderError('bad-bundle', { id: 'store/bad-bundle', args: { path } }, { cause });
  }
}

export function noSuchRun(runId: string): ResponderError {
  return new ResponderError('run-not-found', { id: 'store/run-not-found', args: { run: runId.slice(0, 80) } });
}

/** A reader sees the old file or the new one, also after a power cut. */
async function writeAtomically(path: string, bytes: Buffer): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const temporary = `${path}.${randomUUID()}`;
  try {
    await writeAndSync(temporary, bytes);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  for (const each of [folder, dirname(folder)]) await syncFolder(each);
}

async function writeAndSync(path: string, bytes: Buffer): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return; // Windows cannot open a folder
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function readOrUndefined(path: string): Promise<Buffer | undefined> {
  return readFile(path).catch(ifThere);
}

async function namesIn(path: string): Promise<readonly string[]> {
  return (await readdir(path).catch(ifThere)) ?? [];
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(ifThere))?.isFile() ?? false;
}

function ifThere(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
  throw error;
}
