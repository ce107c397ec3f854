// Opens what is left after a cut, as the bot does at its next start, and prints what it finds as one line of JSON.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openStore, verifyTimeline } from '../../src/store/index.ts';

/** What a cut left behind. */
export interface Left {
  readonly opened: boolean;
  readonly error?: string;
  /** SQLite's own check of the whole file. */
  readonly integrity: string;
  /** Acknowledged to the world, and gone. */
  readonly lost: readonly string[];
  /** A delivery without its job, or a job that is done without what it had to write: halves of a transaction. */
  readonly halves: readonly string[];
  readonly chain: boolean;
}

const [dataDir = '', ackFile = ''] = process.argv.slice(2);
process.stdout.write(`${JSON.stringify(await look())}\n`);

async function look(): Promise<Left> {
  try {
    const store = await openStore({ dataDir });
    const [events, head] = await store.transaction(async (tx) => [
      await store.timeline.read(tx, 'inc_1'),
      await store.timeline.head(tx, 'inc_1'),
    ]);
    await store.close();
    const db = new DatabaseSync(join(dataDir, 'fiveohtwo.db'), { readOnly: true });
    const integrity = String(db.prepare('pragma integrity_check').get()?.integrity_check);
    const deliveries = new Set(
      db
        .prepare('select id from inbox')
        .all()
        .map(({ id }) => String(id)),
    );
    const jobs = db.prepare('select dedupe_key as id, state from job').all();
    db.close();
    const told = new Set(events.map(({ id }) => id));
    const withJob = new Set(jobs.map(({ id }) => String(id)));
    const halves = [
      ...[...deliveries].filter((id) => !withJob.has(id)),
      ...jobs.filter(({ id, state }) => (state === 'done') !== told.has(`handled ${id}`)).map(({ id }) => String(id)),
    ];
    const isThere = ([word, id]: readonly string[]) =>
      word === 'ACK' ? deliveries.has(id ?? '') : told.has(`note ${id}`);
    const lost = promises()
      .filter((promise) => !isThere(promise))
      .map((promise) => promise.join(' '));
    return { opened: true, integrity, lost, halves, chain: verifyTimeline(events, head).ok };
  } catch (error) {
    return { opened: false, error: String(error), integrity: '', lost: [], halves: [], chain: false };
  }
}

function promises(): readonly (readonly string[])[] {
  return readFileSync(ackFile, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split(' '));
}
