import { basename, resolve } from 'node:path';
import { listVariants } from '../sandbox/aws/world/read.ts';
import type { VerdictKind } from '../src/domain/answer.ts';

/** Who may look at a world: `development` worlds were seen while the knowledge was written, `held-out` ones were not. */
export type Split = 'development' | 'held-out' | 'wild';

export interface Expected {
  readonly verdict: VerdictKind;
  readonly causes: readonly string[];
  /** Causes that must not be named. */
  readonly herrings: readonly string[];
  readonly minter: 'alb' | 'target' | null;
}

export interface World {
  readonly id: string;
  /** What the stand-in is asked for: a path, with `~2` for a variant. */
  readonly name: string;
  readonly stratum: string;
  readonly split: Split;
  /** The base that it stands on without the `alb-`; `own` for a file that stands alone. */
  readonly stack: string;
  readonly region: string;
  readonly expected: Expected;
}

const splits: Readonly<Record<string, Split>> = { 'held-out': 'held-out', wild: 'wild' };

/** The worlds of a folder, variants included, by id. Without `onBroken` it rejects on a file that cannot be read. */
export async function readWorlds(directory: string, onBroken?: (name: string, error: Error) => void): Promise<World[]> {
  const split = splits[basename(resolve(directory))] ?? 'development';
  return (await listVariants(directory, onBroken)).map(({ name, base, world }) => ({
    id: split === 'development' ? world.id : `${split}/${world.id}`,
    name,
    stratum: world.stratum,
    split,
    stack: base?.replace(/^alb-/, '') ?? 'own',
    region: world.region,
    expected: world.expected,
  }));
}
