import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { runWorld } from '../../bench/run-world.ts';
import { illegalRuleOuts, withheld } from '../../bench/withhold.ts';
import { readWorlds, type World } from '../../bench/worlds.ts';
import { checks } from '../../src/checks/index.ts';
import { runChecks } from '../../src/diagnosis/run-checks.ts';
import type { Evidence, EvidenceKind } from '../../src/domain/evidence.ts';
import { evidenceKinds } from '../../src/domain/evidence.ts';
import type { Window } from '../../src/domain/window.ts';
import { evidenceWith, madeCheck, window } from './made.ts';

interface Hour {
  readonly evidence: Evidence;
  readonly window: Window;
}

/** Less evidence may make a check unknown, never make it rule something out. */
function itHolds(hour: () => Hour): void {
  const broken = (kinds: readonly EvidenceKind[], how: 'missing' | 'partial') =>
    illegalRuleOuts(checks, hour().evidence, hour().window, kinds, how);

  it.each(evidenceKinds)('rules nothing more out without %s', (kind) => {
    expect(broken([kind], 'missing')).toEqual([]);
  });

  it.each(evidenceKinds)('rules nothing more out with a part of %s', (kind) => {
    expect(broken([kind], 'partial')).toEqual([]);
  });

  it('rules nothing more out whatever is withheld together', () => {
    const some = fc.subarray([...evidenceKinds], { minLength: 2 });
    const how = fc.constantFrom('missing' as const, 'partial' as const);
    fc.assert(
      fc.property(some, how, (kinds, way) => {
        expect(broken(kinds, way)).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  it('has no check that crashes, whatever is withheld', () => {
    const crashed = evidenceKinds.flatMap((kind) =>
      runChecks(checks, withheld(hour().evidence, [kind], 'missing'), hour()).flatMap(({ check, observation }) =>
        observation.status === 'unknown' && observation.reason === 'crashed' ? [check] : [],
      ),
    );

    expect([...new Set(crashed)]).toEqual([]);
  });
}

describe('withholding', () => {
  it('finds a check that takes the lack of a log for its silence', () => {
    const careless = madeCheck('careless', {
      uses: ['accessLog'],
      run: ({ accessLog }) => ({ status: accessLog === undefined ? 'not-seen' : 'seen' }),
    });

    expect(illegalRuleOuts([careless], evidenceWith(9), window, ['accessLog'], 'missing')).toEqual(['careless']);
  });
});

describe.each([0, 2, 500])('withholding evidence of an hour with %i failures', (failed) => {
  itHolds(() => ({ evidence: evidenceWith(failed), window }));
});

// Two worlds here; `502 bench` does it over all of them.
describe.each(await aFew())('withholding evidence of the world $id', (world) => {
  let hour: Hour = { evidence: {}, window };

  beforeAll(async () => {
    const now = new Date(Math.floor(Date.now() / 60_000) * 60_000).toISOString();
    hour = (await runWorld(world, now)).bundle;
  }, 60_000);

  itHolds(() => hour);
});

async function aFew(): Promise<World[]> {
  const worlds = await readWorlds('sandbox/worlds');
  return ['S1', 'S3'].flatMap((wanted) => worlds.filter(({ stratum }) => stratum === wanted).slice(0, 1));
}
