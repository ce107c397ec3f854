import { makeAws } from '../../src/aws/index.ts';
import type { Collected, EvidenceKind } from '../../src/domain/evidence.ts';
import type { Clock } from '../../src/domain/ports.ts';
import type { Window } from '../../src/domain/window.ts';
import { clock, region, window } from './aws-account.ts';

const signal = new AbortController().signal;

/** Collects one kind from the mocked account. */
export async function collectKind<K extends EvidenceKind>(
  kind: K,
  options: { readonly window?: Window; readonly clock?: Clock; readonly deadlineMs?: number } = {},
): Promise<Collected<K>> {
  const aws = makeAws({
    profiles: [],
    region,
    deadlineMs: options.deadlineMs ?? 20_000,
    clock: options.clock ?? clock,
  });
  const located = await aws.locate('shop-alb', { signal });
  if (located.status !== 'found') throw new Error('the mocked account has one');
  const { evidence } = await aws.collect({
    scope: located.scope,
    window: options.window ?? window,
    kinds: [kind],
    signal,
  });
  const collected: Collected<K> | undefined = evidence[kind];
  if (collected === undefined) throw new Error(`${kind} was asked for`);
  return collected;
}
