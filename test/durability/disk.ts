import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs a command of the system; throws with what it said. */
export function run(command: string, ...args: readonly string[]): string {
  return execFileSync(command, [...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
}

/** Why these tests cannot run here, or undefined. They need root, loop devices and the tools for file systems. */
export function whyNot(tools: readonly string[]): string | undefined {
  if (process.platform !== 'linux') return 'loop devices exist on Linux only';
  if (process.getuid?.() !== 0) return 'only root may mount';
  const missing = tools.filter((tool) => spawnSync('sh', ['-c', `command -v ${tool}`]).status !== 0);
  return missing.length > 0 ? `not installed: ${missing.join(', ')}` : undefined;
}

/** A file system inside a file, mounted. */
export interface Disk {
  readonly dir: string;
  unmount(): void;
}

export function mountImage(image: string, dir: string, type: string): Disk {
  mkdirSync(dir, { recursive: true });
  const device = run('losetup', '-f', '--show', image);
  run('mount', '-t', type, device, dir);
  return {
    dir,
    unmount() {
      for (let tries = 0; tries < 50 && spawnSync('umount', [dir]).status !== 0; tries += 1)
        spawnSync('sleep', ['0.1']);
      run('losetup', '-d', device);
    },
  };
}

/** A folder on a file system that can clone a file in one moment (XFS with reflinks), removed at the end. */
export function withCloningFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const base = mkdtempSync(join(tmpdir(), 'durability-'));
  const image = join(base, 'host.img');
  run('truncate', '-s', '4G', image);
  run('mkfs.xfs', '-q', '-m', 'reflink=1', image);
  const host = mountImage(image, join(base, 'host'), 'xfs');
  return work(host.dir).finally(() => {
    host.unmount();
    rmSync(base, { recursive: true, force: true });
  });
}

/** Everything that has reached the disk at this moment, and nothing that only the kernel holds. */
export function cloneAtOnce(from: string, to: string): void {
  run('cp', '--reflink=always', from, to);
}
