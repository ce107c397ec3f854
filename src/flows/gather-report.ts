import { createHash } from 'node:crypto';
import { diagnose } from '../diagnosis/index.ts';
import type { Answer } from '../domain/answer.ts';
import { ResponderError } from '../domain/errors.ts';
import type { CheckRun, TimelineEvent, TimelineHead } from '../domain/incident.ts';
import type { BundleStore, Clock, Store, Tx } from '../domain/ports.ts';
import type { Lang } from '../domain/text.ts';
import { makeReport } from '../reports/make-report.ts';
import { type Sha256, sealReport } from '../reports/seal.ts';
import type { ChainResult, Report, ReportInput } from '../reports/types.ts';

export interface GatherDeps {
  readonly store: Store;
  readonly verifyTimeline: (events: readonly TimelineEvent[], head: TimelineHead) => ChainResult | Promise<ChainResult>;
  /** To say findings again in another language than the run's own. Without it they stay as they were said. */
  readonly bundles?: Pick<BundleStore, 'load'>;
  readonly clock: Clock;
  readonly timeZone: string;
  readonly version: string;
}

export const sha256: Sha256 = (text) => createHash('sha256').update(text).digest('hex');

/** The report of an incident as it stands, sealed with its digest. Rejects with 'incident-not-found' and 'nothing-to-report'. */
export type GatherReport = (incident: string, lang?: Lang) => Promise<Report>;

export function makeGatherReport(deps: GatherDeps): GatherReport {
  const { store, verifyTimeline, clock, timeZone, version } = deps;
  return async (id, asked) => {
    const { runs, head, ...read } = await store.transaction((tx) => readIncident(store, tx, id), 'read');
    if (read.events.length === 0) {
      throw new ResponderError('nothing-to-report', { id: 'report/nothing-to-report', args: { incident: id } });
    }
    const lang = asked ?? read.incident.lang;
    const answers = await Promise.all(runs.map((run) => answerIn(run, lang, deps)));
    const chain = await verifyTimeline(read.events, head);
    const input = { ...read, answers, chain, timeZone, generatedAt: clock.now().getTime(), version };
    return sealReport(makeReport(input, lang), sha256);
  };
}

type Read = Pick<ReportInput, 'incident' | 'events' | 'actionItems' | 'runbooks'> & {
  readonly runs: readonly CheckRun[];
  readonly head: TimelineHead;
};

/** One transaction, so that the report shows one moment. */
async function readIncident(store: Store, tx: Tx, id: string): Promise<Read> {
  const incident = await store.incidents.get(tx, id);
  if (incident === undefined) {
    throw new ResponderError('incident-not-found', { id: 'report/no-such-incident', args: { incident: id } });
  }
  const events = await store.timeline.read(tx, id);
  const runbooks = [];
  for (const run of await store.runbooks.ofIncident(tx, id)) {
    runbooks.push({ run, cards: await store.cards.ofRunbook(tx, run.id) });
  }
  const ids = new Set([incident.firstRun, ...events.map(({ body }) => body.run), incident.lastRun]);
  const runs = [];
  for (const run of ids) if (typeof run === 'string') runs.push(await store.runs.get(tx, run));
  return {
    incident,
    events,
    actionItems: await store.actionItems.ofIncident(tx, id),
    runbooks,
    runs: runs.filter((run) => run !== undefined && run.answer !== null) as readonly CheckRun[],
    head: await store.timeline.head(tx, id),
  };
}

/** The verdict is a pure function of its bundle: in another language it is worked out again, and used if it is the same. */
async function answerIn(run: CheckRun, lang: Lang, { bundles }: GatherDeps): Promise<Answer> {
  const kept = JSON.parse(run.answer ?? 'null') as Answer;
  if (run.lang === lang || bundles === undefined) return kept;
  const found = await bundles.load(run.id).catch(() => undefined); // An old bundle may be gone: the kept answer is not.
  if (found === undefined) return kept;
  const again = diagnose(found.bundle, found.digest, lang);
  return sameVerdict(again, kept) ? again : kept;
}

const sameVerdict = (one: Answer, other: Answer): boolean =>
  one.verdict === other.verdict &&
  JSON.stringify(one.causes.map(({ id, probability }) => [id, probability])) ===
    JSON.stringify(other.causes.map(({ id, probability }) => [id, probability]));
