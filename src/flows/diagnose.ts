import { checks } from '../checks/index.ts';
import { diagnose, kindsNeeded } from '../diagnosis/index.ts';
import type { Answer } from '../domain/answer.ts';
import { ResponderError } from '../domain/errors.ts';
import type { Bundle } from '../domain/evidence.ts';
import type { Progress } from '../domain/incident.ts';
import type { Aws, BundleStore, Clock, NewId } from '../domain/ports.ts';
import type { Candidate, Located, Scope } from '../domain/resource.ts';
import type { Lang } from '../domain/text.ts';
import type { Window } from '../domain/window.ts';

export interface DiagnoseRequest {
  readonly query: string;
  readonly window: Window;
  readonly lang: Lang;
  readonly region?: string;
  readonly profile?: string;
  /** Of a run that exists already; a new one is made otherwise. */
  readonly runId?: string;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

export interface Diagnosed {
  readonly answer: Answer;
  readonly bundle: Bundle;
  readonly digest: string;
}

/** Finds, fetches, records, answers. Rejects with 'target-not-found', 'target-ambiguous' and what `Aws.locate` rejects with. */
export type Diagnose = (request: DiagnoseRequest) => Promise<Diagnosed>;

export interface DiagnoseDeps {
  readonly aws: Aws;
  readonly bundles: Pick<BundleStore, 'save'>;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly version: string;
}

export function makeDiagnose({ aws, bundles, clock, newId, version }: DiagnoseDeps): Diagnose {
  return async (request) => {
    const { query, window, lang, region, profile, signal, onProgress } = request;
    const startedAt = clock.now().toISOString();
    const located = await aws.locate(query, {
      ...(region === undefined ? {} : { region }),
      ...(profile === undefined ? {} : { profile }),
      signal,
    });
    const scope = found(query, located);
    const collection = await aws.collect({
      scope,
      window,
      kinds: kindsNeeded(checks),
      signal,
      ...(onProgress === undefined ? {} : { onProgress }),
    });
    const bundle: Bundle = {
      schema: 'fiveohtwo/bundle/v1',
      program: { version },
      run: { id: request.runId ?? newId('run'), startedAt },
      request: { query },
      scope,
      window,
      ...collection,
    };
    // Recorded before it is judged: a verdict that cannot be replayed is worth nothing.
    const digest = await bundles.save(bundle);
    return { answer: diagnose(bundle, digest, lang), bundle, digest };
  };
}

function found(query: string, located: Located): Scope {
  switch (located.status) {
    case 'found':
      return located.scope;
    case 'ambiguous':
      throw new ResponderError('target-ambiguous', {
        id: 'verdict/target-ambiguous',
        args: { query, ...toldOf(located.candidates) },
      });
    case 'not-found':
      throw new ResponderError('target-not-found', {
        id: located.nearest.length === 0 ? 'verdict/target-not-found' : 'verdict/target-not-found/nearest',
        args: {
          query,
          ...toldOf(located.nearest),
          searched: located.searched
            .map(({ region, profile }) => (profile === null ? region : `${profile}/${region}`))
            .join(', '),
        },
      });
  }
}

/** `choices`: one ARN a line, for edges that make buttons of them. */
function toldOf(candidates: readonly Candidate[]): { readonly candidates: string; readonly choices: string } {
  return {
    candidates: candidates.map(({ name, region }) => `${name} (${region})`).join(', '),
    choices: candidates.map(({ arn }) => arn).join('\n'),
  };
}
