import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { askAbout } from '../../bench/ask.ts';
import { startStandIn } from '../../bench/stand-in.ts';
import { illegalRuleOuts, ruledOut, withheld } from '../../bench/withhold.ts';
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
  const broken = (kinds: readonly EvidenceKind[], how: 'missing' | 'partial') => {
    const { evidence, window: span } = hour();
    return illegalRuleOuts(checks, ruledOut(checks, evidence, span), withheld(evidence, kinds, how), span);
  };

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

    const whole = evidenceWith(9);
    const less = withheld(whole, ['accessLog'], 'missing');

    expect(illegalRuleOuts([careless], ruledOut([careless], whole, window), less, window)).toEqual(['careless']);
  });
});

describe.each([0, 2, 500])('withholding evidence of an hour with %i failures', (failed) => {
  itHolds(() => ({ evidence: evidenceWith(failed), window }));
});

// Two worlds here; `502 bench` does it over all of them.
describe.each(await aFew())('withholding evidence of the world $id', (world) => {
  let hour: Hour = { evidence: {}, window };

  const standIn = startStandIn();

  beforeAll(async () => {
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'AKIDSANDBOX', AWS_SECRET_ACCESS_KEY: 'sandbox' });
    const place = await standIn.start(world.name, '2026-11-20T10:15:00.000Z');
    hour = (await askAbout(place)).bundle;
    await place.stop();
  }, 60_000);

  afterAll(() => standIn.end());

  itHolds(() => hour);
});

async function aFew(): Promise<World[]> {
  const worlds = await readWorlds('sandbox/worlds');
  return ['S1', 'S3'].flatMap((wanted) => worlds.filter(({ stratum }) => stratum === wanted).slice(0, 1));
}
