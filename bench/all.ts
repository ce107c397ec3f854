import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/** `npm run bench`: every measurement in turn, alone on the machine, so that none disturbs another. */
const parts = ['engine', 'check', 'serve', 'ack'] as const;

interface Part {
  readonly name: string;
  readonly exitCode: number;
  /** The part's last line of output is its result. */
  readonly result: Readonly<Record<string, unknown>> | undefined;
}

async function measure(name: string): Promise<Part> {
  const child = spawn('npm', ['run', '--silent', `bench:${name}`], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [out, [exitCode]] = await Promise.all([text(child.stdout), once(child, 'close')]);
  const last = out.trim().split('\n').at(-1) ?? '';
  return { name, exitCode: Number(exitCode), result: last.startsWith('{') ? JSON.parse(last) : undefined };
}

for (const name of parts) {
  const { exitCode, result } = await measure(name);
  process.stdout.write(`${name}\n`);
  if (result === undefined) process.stdout.write(`  no result, exit code ${exitCode}\n`);
  for (const [key, value] of Object.entries(result ?? {})) {
    if (key !== 'bench')
      process.stdout.write(`  ${key.padEnd(16)} ${typeof value === 'object' ? JSON.stringify(value) : value}\n`);
  }
  if (exitCode !== 0 || result === undefined) process.exitCode = 1;
}
