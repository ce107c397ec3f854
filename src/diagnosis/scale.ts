import type { Prior, Strength } from '../domain/cause.ts';
import type { Check, Leak } from '../domain/check.ts';
import type { EvidenceKind } from '../domain/evidence.ts';

/** When the numbers of this file and the catalogue's words were last reviewed. */
export const knowledge = '2026-11-23';

/**
 * People choose words; this table alone turns them into chances. Coarse words cost little in ranking. `sometimes` was elicited
 * at 0.2 and counted on 24 November 2026 over 23 development bundles with one known cause: 16 of 136 such links spoke
 * (0.12, Wilson 0.07 to 0.18). Halfway there is as far as a first count may move a word; a cause with fifteen of them else
 * pays 10 dB for showing none.
 */
export const strengths: Readonly<Record<Strength, number>> = {
  rarely: 0.05,
  sometimes: 0.15,
  often: 0.5,
  usually: 0.8,
  'almost-always': 0.95,
};

export const leaks: Readonly<Record<Leak, number>> = { 'almost-never': 0.005, rare: 0.02, common: 0.05, noisy: 0.15 };

export const priors: Readonly<Record<Prior, number>> = { rare: 0.004, ordinary: 0.012, frequent: 0.04 };

/** Somebody asks because something hurts, but also after a fix and on a flapping alarm: one in five finds nothing. */
export const priorHealthy = 0.2;

/**
 * 5 % of the catalogue's base rates are unexplained and 25 % of one large company's incidents had causes never seen
 * before; with the commonest causes listed we stand between the two.
 */
export const priorUnlisted = 0.1;

/**
 * Two faults at once, relative to priors that sum to 1: all pairs together weigh about a fifth of all singles, however
 * many causes are listed. That is the mix the method was designed for (40 double faults beside 180 single ones), and
 * chronic faults such as a short keep-alive are there whenever something else breaks.
 */
export const pairFactor = 0.4;

/**
 * How often the failures of two faults part into populations, so that one does not drown the other's signs. By judgement:
 * of the signatures of causes-of-502 1.2 two drawn at random differ about every other time.
 */
export const parting = 0.5;

/**
 * Flattens all evidence: checks are less independent than the formula believes. The elicited value (causes-of-502.md
 * 2.4 damps overlapping likelihoods by 0.7 = 1/1.4) is kept. `bench/fit-temperature.ts` on 23 November 2026, over the 16
 * development worlds: log loss falls all the way to the lower bound of the search (T = 1), by 0.057 ± 0.079 (standard
 * error) against 1.4. That is no difference, and a fit at the bound, on worlds that had been looked at, would only add
 * confidence that nobody has earned.
 */
export const temperature = { value: 1.4, fittedOn: '16 development worlds', at: '2026-11-23' } as const;

/** How far members of one family repeat each other: by definition they look at the same fact, through other instruments. */
export const familyCorrelation = 0.5;

/**
 * A cause that nobody listed shows a symptom as often as the listed ones do on average, never more than this. A flat
 * 0.5 would charge it 3 dB for each of dozens of silent symptoms, and it could never win when nothing fits.
 * Configurations and changes speak only for the causes that name them.
 */
export const unlistedCeiling: Readonly<Record<Check['nature'], number>> = { symptom: 0.5, configuration: 0, change: 0 };
export const unlistedFloor: Readonly<Record<Check['nature'], number>> = { symptom: 0.02, configuration: 0, change: 0 };

/**
 * The count of 502s against the same hour a week before. A working load balancer answers none; a few stray ones
 * happen (a client's odd request, a host replaced). A fault that makes 502s shows some by definition: `none` is left
 * to metrics that lag behind. Chronic faults equal their own baseline, so `trickle` speaks only softly.
 */
export const symptomChances = {
  healthy: { none: 0.95, trickle: 0.045, raised: 0.005 },
  fault: { none: 0.0005, trickle: 0.2, raised: 0.7995 },
} as const;

/** Below this many requests an absence of 502s proves nothing. */
export const enoughRequests = 10;

/** A cause that was not decided by evidence stays below one half. */
export const undecidedCap = 0.49;

/** Where a probability changes its word. */
export const wordBounds = { veryLikely: 0.85, likely: 0.5, possible: 0.05 } as const;

/** A listed cause needs this much; more than this many are noise to a reader. */
export const listing = { least: 0.01, most: 10, always: 3 } as const;

/** A check that could not tell is worth a line from this many bits on; more lines are noise. */
export const untoldListing = { bits: 0.02, most: 3 } as const;

/** Stop asking for tests at this certainty, or when a test promises less than these bits. */
export const nextTestStops = { certainty: 0.95, bits: 0.01 } as const;
export const focusHypotheses = 20;

/** What fetching a kind once more takes, in seconds, by our own runs; log kinds scan. */
export const collectSeconds: Readonly<Record<EvidenceKind, number>> = {
  loadBalancer: 1,
  loadBalancerAttributes: 1,
  listeners: 1,
  targetGroups: 1,
  targetHealth: 1,
  metrics: 2,
  baselineMetrics: 2,
  ecsServices: 1,
  ecsTasks: 1,
  ecsStoppedTasks: 1,
  taskDefinitions: 1,
  changes: 4,
  applicationLogs: 6,
  accessLog: 10,
  instances: 1,
  scaling: 1,
  network: 2,
  flowRecords: 6,
  functions: 1,
  certificates: 1,
  dataStores: 2,
  deployments: 2,
  resourceMetrics: 2,
  healthCheckLog: 5,
  connectionLog: 5,
  alarmHistory: 1,
};
/** Switching on what AWS does not record yet takes a person and the next delivery. */
export const enableSeconds = 600;
/** Asking a person. */
export const personSeconds = 120;
