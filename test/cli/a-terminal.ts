import { type Parts, runCli, type Terminal } from '../../src/cli/index.ts';
import { loadConfig } from '../../src/config/index.ts';
import type { Bundle } from '../../src/domain/evidence.ts';
import { verifyTimeline } from '../../src/store/chain.ts';
import { anAnswer } from '../reports/an-incident.ts';

export interface Typed {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

const unused = (name: string) => async (): Promise<never> => {
  throw new Error(`${name} was not expected to be asked`);
};

/** A program whose AWS, store and Slack are what the test says. */
export function someParts(changes: Partial<Parts> = {}): Parts {
  return {
    version: '0.1.0',
    clock: { now: () => new Date('2026-11-20T10:15:00.000Z') },
    config: async () => loadConfig({ FIVEOHTWO_DATA_DIR: '/data', TZ: 'UTC' }),
    check: async () => ({ answer: anAnswer(), bundle: {} as Bundle, digest: 'sha256:9f2c' }),
    bundles: unused('bundles'),
    readBundle: unused('readBundle'),
    readStore: unused('readStore'),
    verifyTimeline: async (events, head) => verifyTimeline(events, head),
    backup: unused('backup'),
    move: unused('move'),
    doctor: unused('doctor'),
    serve: unused('serve'),
    recordBug: async () => undefined,
    ...changes,
  };
}

/** Types a command and gives back what a person would see. */
export async function type(
  line: string,
  options: { readonly parts?: Partial<Parts>; readonly env?: NodeJS.ProcessEnv; readonly screen?: boolean } = {},
): Promise<Typed> {
  const seen = { out: '', err: '' };
  const terminal: Terminal = {
    out: (text) => {
      seen.out += text;
    },
    err: (text) => {
      seen.err += text;
    },
    outIsScreen: options.screen ?? false,
    errIsScreen: false,
    columns: 80,
    interrupt: () => new AbortController().signal,
    env: options.env ?? {},
  };
  const words = line.split(' ').filter((word) => word !== '');
  const exitCode = await runCli({ parts: someParts(options.parts), terminal }, words);
  return { exitCode, ...seen };
}
