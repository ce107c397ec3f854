import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { makeRedactor } from './redaction/index.ts';

/** Keeps what happened, redacted, where only its owner can read it. Undefined when nothing could be written. */
export async function recordBug(reference: string, error: unknown): Promise<string | undefined> {
  const folder = join(tmpdir(), 'fiveohtwo');
  const place = join(folder, `${reference}.txt`);
  try {
    const details = await makeRedactor()
      .session()
      .redact(inspect(error, { depth: 4 }));
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(place, `${details}\n`, { mode: 0o600 });
    return place;
  } catch {
    // A full disk must not hide the sentence with the reference.
    return undefined;
  }
}
