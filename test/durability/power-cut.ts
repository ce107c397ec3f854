// npm run test:power-cut [-- --cuts 30 --control 15]: by hand, as root. The disk is a file; while the bot writes, the
// file is cloned in one moment. What the kernel had not yet handed to the disk is not in the clone, as after a power cut.
// Optimistic in one way: this disk has no cache of its own that could lie.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { cloneAtOnce, mountImage, run, whyNot, withCloningFolder } from './disk.ts';
import type { Left } from './look.ts';
import { verdicts } from './verdicts.ts';

const { values } = parseArgs({
  options: { cuts: { type: 'string', default: '30' }, control: { type: 'string', default: '15' } },
});
const print = (line: string) => void process.stdout.write(`${line}\n`);

type Synchronous = 'full' | 'normal';

interface Cut extends Left {
  readonly promised: number;
}

/** Lets the bot write on a fresh disk for a while, cuts, and looks at what was on the disk in that moment. */
async function cutOnce(folder: string, synchronous: Synchronous, round: number): Promise<Cut> {
  const [live, after] = [join(folder, 'live.img'), join(folder, 'after.img')];
  cloneAtOnce(emptyDisk(folder), live);
  const disk = mountImage(live, join(folder, 'live'), 'ext4');
  const args = [resolve('test/durability/writer.ts'), join(disk.dir, 'data'), `r${round}`, synchronous];
  const writer = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const promised: string[] = [];
  const isReady = new Promise<void>((ready) => {
    createInterface({ input: writer.stdout }).on('line', (line) => {
      if (line === 'READY') ready();
      else if (/^(ACK|NOTED) /.test(line)) promised.push(line);
    });
  });
  const isOver = once(writer, 'close');
  await Promise.race([isReady, isOver]);
  await wait(200 + Math.random() * 3_000);
  writer.kill('SIGSTOP');
  await wait(30);
  const kept = [...promised];
  cloneAtOnce(live, after);
  writer.kill('SIGKILL');
  await isOver;
  disk.unmount();
  return { ...lookAt(folder, after, kept), promised: kept.length };
}

function emptyDisk(folder: string): string {
  const empty = join(folder, 'empty.img');
  if (existsSync(empty)) return empty;
  run('truncate', '-s', '600M', empty);
  run('mkfs.ext4', '-q', '-F', empty);
  return empty;
}

function lookAt(folder: string, image: string, promised: readonly string[]): Left {
  const file = join(folder, 'promised');
  writeFileSync(file, promised.join('\n'));
  const disk = mountImage(image, join(folder, 'after'), 'ext4');
  const looked = spawnSync(process.execPath, [resolve('test/durability/look.ts'), join(disk.dir, 'data'), file], {
    encoding: 'utf8',
    timeout: 60_000,
  });
  disk.unmount();
  rmSync(image);
  if (looked.status !== 0) throw new Error(`nobody could look: ${looked.stderr.slice(-500)}`);
  return JSON.parse(looked.stdout) as Left;
}

async function cutAgain(folder: string, synchronous: Synchronous, times: number): Promise<readonly Cut[]> {
  const cuts: Cut[] = [];
  for (let round = 0; round < times; round += 1) cuts.push(await cutOnce(folder, synchronous, round));
  const lost = cuts.map((cut) => cut.lost.length);
  print(
    `${synchronous.padEnd(7)} ${cuts.length} cuts, ${sum(cuts.map(({ promised }) => promised))} promises, lost ${sum(lost)}` +
      ` in ${lost.filter((count) => count > 0).length} cuts (most ${Math.max(0, ...lost)}),` +
      ` not opened ${cuts.filter(({ opened }) => !opened).length},` +
      ` damaged ${cuts.filter(({ opened, integrity, chain }) => opened && (integrity !== 'ok' || !chain)).length},` +
      ` halves ${sum(cuts.map(({ halves }) => halves.length))}`,
  );
  return cuts;
}

const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0);

const reason = whyNot(['losetup', 'mount', 'mkfs.ext4', 'mkfs.xfs']);
if (reason !== undefined) {
  print(`the power cut cannot be simulated here: ${reason} (Debian: apt-get install xfsprogs)`);
  process.exit(78);
}
await withCloningFolder(async (folder) => {
  const full = await cutAgain(folder, 'full', Number(values.cuts));
  const normal = await cutAgain(folder, 'normal', Number(values.control));
  verdicts(print, {
    'every cut left a database that opens': full.every(({ opened }) => opened),
    'nothing that was acknowledged was lost': full.every(({ lost }) => lost.length === 0),
    'no transaction was kept by half': full.every(({ halves }) => halves.length === 0),
    'the files are whole and the timelines unbroken': full.every(({ integrity, chain }) => integrity === 'ok' && chain),
    'the control with synchronous=NORMAL lost something, so the test can see a loss': normal.some(
      ({ lost, opened }) => !opened || lost.length > 0,
    ),
  });
});
