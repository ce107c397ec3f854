// npm run test:disk-full: by hand, as root. The real bot on a small disk that fills up while people type. What must hold:
// nothing that was acknowledged is lost, what cannot be kept is told to the person, and space is all that it takes to go on.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { openHouse } from '../slack/house.ts';
import { mountImage, run, whyNot } from './disk.ts';
import { verdicts } from './verdicts.ts';

const NOT_KEPT = /my database does not answer/;
const PERSON = 'U0BEN';
const print = (line: string) => void process.stdout.write(`${line}\n`);

const reason = whyNot(['losetup', 'mount', 'mkfs.ext4', 'fallocate']);
if (reason !== undefined) {
  print(`a full disk cannot be made here: ${reason}`);
  process.exit(78);
}
const base = mkdtempSync(join(tmpdir(), 'disk-full-'));
const image = join(base, 'small.img');
run('truncate', '-s', '48M', image);
run('mkfs.ext4', '-q', '-F', '-m', '0', image);
const disk = mountImage(image, join(base, 'small'), 'ext4');
try {
  await fillAndFree(disk.dir);
} finally {
  disk.unmount();
  rmSync(base, { recursive: true, force: true });
}

async function fillAndFree(dir: string): Promise<void> {
  // The house makes its data folder where temporary files go.
  process.env.TMPDIR = dir;
  const house = await openHouse({ diagnose: () => Promise.reject(new Error('nobody checks here')) });
  const told = () => house.messages().filter(({ onlyFor }) => onlyFor === PERSON);
  const refusals = () => told().filter(({ text }) => NOT_KEPT.test(text)).length;
  const ask = async (path: string) => (await fetch(`http://127.0.0.1:${house.bot.port}${path}`)).text();
  const kept: string[] = [];

  /** Types once; true when the bot kept it. */
  async function type(word: string): Promise<boolean> {
    const before = refusals();
    await house.type(`explain run_${word}`);
    if (refusals() > before) return false;
    kept.push(`run_${word}`);
    return true;
  }

  await times(20, async (n) => !(await type(`EASY${n}`)));
  fill(dir);
  let refused = 0;
  await times(400, async (n) => {
    refused += (await type(`TIGHT${n}`)) ? 0 : 1;
    return refused === 10;
  });
  const keptWhileFilling = kept.length - 20;
  const [lives, broken] = [await ask('/livez'), await ask('/healthz')];
  rmSync(join(dir, 'ballast'));
  const freedAt = performance.now();
  const isBack = await times(50, async (n) => (await type(`FREE${n}`)) || wait(100, false));
  const backAfterMs = Math.round(performance.now() - freedAt);
  const answered = () => kept.filter((word) => told().some(({ text }) => text.includes(word))).length;
  await times(300, async () => answered() === kept.length || wait(100, false));
  const answeredInTheEnd = answered();
  await house.bot.stop();
  const left = readLeft(house.dataDir);
  await house.close();

  print(
    `kept ${kept.length} (${keptWhileFilling} on the full disk), refused ${refused}, answered ${answeredInTheEnd},` +
      ` back after ${backAfterMs} ms, while full: /livez ${lives}, /healthz ${broken}`,
  );
  verdicts(print, {
    'the disk did fill up, and the person was told each time': refused === 10,
    'the process lived all the while, and its health said what was wrong':
      lives.includes('"ok":true') && broken.includes('"intake"'),
    'space is all that it took to go on': isBack,
    'nothing that was acknowledged was lost': kept.every((word) => left.bodies.some((body) => body.includes(word))),
    'everything that was acknowledged was answered': answeredInTheEnd === kept.length,
    'no work was given up': left.dead === 0 && left.failed === 0,
    'the file is whole': left.integrity === 'ok',
  });
}

/** Until it is enough, at most so often; tells whether it was enough. */
async function times(most: number, step: (n: number) => Promise<boolean>): Promise<boolean> {
  for (let n = 0; n < most; n += 1) if (await step(n)) return true;
  return false;
}

/** First what a block can hold, then what is left. */
function fill(dir: string): void {
  const ballast = join(dir, 'ballast');
  for (const block of [1024 * 1024, 64 * 1024, 4096]) {
    const bytes = Buffer.alloc(block);
    try {
      for (;;) writeFileSync(ballast, bytes, { flag: 'a' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    }
  }
}

function readLeft(dataDir: string) {
  const db = new DatabaseSync(join(dataDir, 'fiveohtwo.db'), { readOnly: true });
  const count = (sql: string) => Number(db.prepare(sql).get()?.count);
  const left = {
    bodies: db
      .prepare('select body from inbox')
      .all()
      .map(({ body }) => String(body)),
    dead: count(`select count(*) as count from job where state = 'dead'`),
    failed: count(`select count(*) as count from outbox where state = 'failed'`),
    integrity: String(db.prepare('pragma integrity_check').get()?.integrity_check),
  };
  db.close();
  return left;
}
