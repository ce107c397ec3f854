import {
  type Catch,
  type Collected,
  type Evidence,
  type EvidenceKind,
  type EvidenceMap,
  type EvidenceRef,
  evidenceKinds,
  type Gap,
} from '../domain/evidence.ts';
import type { Clock, Collection, CollectRequest } from '../domain/ports.ts';
import type { RedactionSession } from '../redaction/index.ts';
import { collectors } from './collectors/index.ts';
import { type Lost, lostOf } from './failure.ts';
import { orAborted } from './limits.ts';
import type { Meter } from './meter.ts';
import type { Site } from './place.ts';
import { makeTraveller, type Taken, unique } from './trip.ts';

export interface Collecting {
  readonly site: Site;
  readonly clock: Clock;
  readonly deadlineMs: number;
  readonly redaction: RedactionSession;
  readonly meter: Meter;
  /** Round trips that `locate` took, and what it began. */
  readonly before: number;
  readonly begun: ReadonlyMap<string, Promise<Taken<unknown>>>;
}

type Brings = Omit<Catch<EvidenceKind>, 'gaps'>;

/** What is kept back of the deadline for a collector to bring what it has read so far. */
const handInMs = 1_500;

/** A collector's answer before it is redacted. */
type Brought = { readonly kind: EvidenceKind } & (
  | {
      readonly status: 'brought';
      readonly value: unknown;
      readonly ref: Omit<EvidenceRef, 'id' | 'kind'>;
      readonly lost: readonly Lost[];
    }
  | { readonly status: 'missing'; readonly lost: readonly Lost[] }
);

/** Rejects only when the caller's own signal aborts. */
export async function collect(collecting: Collecting, request: CollectRequest): Promise<Collection> {
  const { site, clock, deadlineMs, redaction, meter, before, begun } = collecting;
  const { scope, window, kinds, onProgress } = request;
  const startedAt = performance.now();
  const hard = AbortSignal.timeout(deadlineMs);
  const signal = AbortSignal.any([request.signal, hard]);
  const soon = AbortSignal.any([signal, AbortSignal.timeout(Math.max(deadlineMs - handInMs, deadlineMs / 2))]);
  const take = makeTraveller({ site, scope, window, clock, meter, signal, soon, before, begun });

  const bring = async (kind: EvidenceKind): Promise<Brought> => {
    onProgress?.({ collector: kind, state: 'running' });
    try {
      const { value, lost } = await orAborted(take<Brings>(collectors[kind]), signal);
      onProgress?.({ collector: kind, state: 'done', note: value.what });
      return { kind, status: 'brought', value: value.value, ref: { what: value.what, link: value.link }, lost };
    } catch (error) {
      request.signal.throwIfAborted();
      const lost = signal.aborted ? [timedOut(deadlineMs)] : unique(lostOf(error));
      onProgress?.({ collector: kind, state: 'failed', ...(lost[0] === undefined ? {} : { note: lost[0].reason }) });
      return { kind, status: 'missing', lost };
    }
  };

  const wanted = evidenceKinds.filter((kind) => kinds.includes(kind));
  const brought = await Promise.all(wanted.map(bring));
  const evidence = await handIn(brought, redaction);
  const seconds = Math.round(performance.now() - startedAt) / 1_000;
  return { evidence, cost: meter.cost(seconds), objects: sorted(meter.objects), redactions: redaction.counts() };
}

function timedOut(deadlineMs: number): Lost {
  return { reason: 'timed-out', action: null, detail: `no answer within ${deadlineMs / 1_000} s` };
}

/** Redacted kind by kind in a fixed order, so that the same answers get the same placeholders. */
async function handIn(brought: readonly Brought[], redaction: RedactionSession): Promise<Evidence> {
  const evidence: Partial<Record<EvidenceKind, Collected>> = {};
  for (const one of brought) {
    const clean = (await redaction.redact(toCollected(one))) as Collected;
    // Links are made here, of names and regions; their own query strings are no secrets.
    const link = one.status === 'missing' ? null : one.ref.link;
    evidence[one.kind] = clean.status === 'missing' ? clean : ({ ...clean, ref: { ...clean.ref, link } } as Collected);
  }
  // Each kind was put under its own key.
  return evidence as Evidence;
}

function toCollected(brought: Brought): unknown {
  const { kind, lost } = brought;
  const gaps: readonly Gap[] = lost.map((one) => ({ collector: kind, ...one }));
  if (brought.status === 'missing') return { status: 'missing', gaps } satisfies Collected;
  const ref = { id: `ev_${evidenceKinds.indexOf(kind) + 1}`, kind, what: brought.ref.what, link: null };
  const value = brought.value as EvidenceMap[EvidenceKind];
  return gaps.length === 0 ? { status: 'complete', value, ref } : { status: 'partial', value, ref, gaps };
}

function sorted<T extends { readonly uri: string }>(objects: readonly T[]): readonly T[] {
  return [...objects].sort((a, b) => a.uri.localeCompare(b.uri));
}
