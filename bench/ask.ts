import { makeAws } from '../src/aws/index.ts';
import { windowOf } from '../src/domain/window.ts';
import { type Diagnosed, makeDiagnose } from '../src/flows/diagnose.ts';
import { canonicalBytes, digestOf } from '../src/store/bundles.ts';
import type { Place } from './stand-in.ts';

/**
 * One check of a world in this process: the real SDK over HTTP, the real collectors, the real engine; only the clock is the
 * world's and nothing is written. What the program costs when it starts from nothing is measured elsewhere.
 */
export async function askAbout({
  endpoint,
  from,
  to,
  target,
  region,
}: Place): Promise<Diagnosed & { readonly seconds: number }> {
  const clock = { now: () => new Date(to) };
  const aws = makeAws({ region, profiles: [], deadlineMs: 60_000, endpoint, clock });
  const diagnose = makeDiagnose({
    aws,
    bundles: { save: async (bundle) => digestOf(canonicalBytes(bundle)) },
    clock,
    newId: (prefix) => `${prefix}_bench`,
    version: 'bench',
  });
  const started = performance.now();
  const window = windowOf(new Date(from), new Date(to));
  const diagnosed = await diagnose({ query: target, window, lang: 'en', signal: new AbortController().signal });
  return { ...diagnosed, seconds: (performance.now() - started) / 1000 };
}
