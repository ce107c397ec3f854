import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';
import { ResponderError } from '../domain/errors.ts';
import type { Run } from './context.ts';

export const spawnSandbox = otherProgram('../../sandbox/main.ts', 'sandbox');
export const spawnBench = otherProgram('../../bench/main.ts', 'bench');

/** A program of its own that shares no code with us. It lives in the repository and is not in the npm package. */
function otherProgram(path: string, name: string): Run {
  return async (_, args) => {
    const file = fileURLToPath(new URL(path, import.meta.url));
    if (!existsSync(file)) throw new ResponderError('not-installed', { id: 'cli/not-installed', args: { name } });
    const given = args.filter((one) => one !== undefined);
    return await ended(spawn(process.execPath, [file, ...given], { stdio: 'inherit' }));
  };
}

/** Ctrl-C reaches the child by itself, as it sits in the same process group; `kill` reaches only us. */
function ended(child: ReturnType<typeof spawn>): Promise<number> {
  const forward = (signal: NodeJS.Signals) => void child.kill(signal);
  const stay = () => undefined;
  process.on('SIGTERM', forward).on('SIGINT', stay);
  return new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal ?? 'SIGTERM']));
  }).finally(() => process.off('SIGTERM', forward).off('SIGINT', stay));
}
