import { causes } from '../causes/index.ts';
import { checks } from '../checks/index.ts';
import { explain } from '../diagnosis/index.ts';
import type { Answer } from '../domain/answer.ts';
import type { OutboxRow, View } from '../domain/delivery.ts';
import { ResponderError } from '../domain/errors.ts';
import type { CheckRun, Incident, Person, TimelineEvent } from '../domain/incident.ts';
import type { BundleStore, Store, Tx } from '../domain/ports.ts';
import type { Runbook } from '../domain/runbook.ts';
import type { Lang, Text } from '../domain/text.ts';
import type { HomeOwner } from '../domain/workspace.ts';
import { newestAnswer } from '../flows/check-again.ts';
import { keyOf } from '../flows/keys.ts';
import { isOverruled, standingLook } from '../flows/standing-verdict.ts';
import { threadParts } from '../flows/thread-parts.ts';
import { tell } from '../messages/say.ts';
import { alarmRoot } from './alarm-view.ts';
import { doctorParts } from './blocks/doctor.ts';
import { causeParts, checkParts, runExplanationParts } from './blocks/explanation.ts';
import { helpParts } from './blocks/help.ts';
import { barOf } from './blocks/incident-bar.ts';
import { incidentRootParts, type ListedIncident, listParts, timelineParts } from './blocks/incident-list.ts';
import { type Mrkdwn, mrkdwn } from './blocks/limits.ts';
import { type Part, text } from './blocks/parts.ts';
import { runLayerParts } from './blocks/run-layer.ts';
import { runRootParts } from './blocks/run-root.ts';
import { saidParts } from './blocks/said.ts';
import { stepCardParts } from './blocks/step-card.ts';
import { sayMrkdwn, tellMrkdwn } from './blocks/words.ts';
import { type Elsewhere, elsewhereOf } from './elsewhere.ts';

/** What a row shows now. `isFinal` is false while it only tells how far something is. */
export interface Shown {
  readonly parts: readonly Part[];
  readonly isFinal: boolean;
}

export interface RenderDeps {
  readonly store: Store;
  readonly bundles: Pick<BundleStore, 'load'>;
  readonly runbooks: readonly Runbook[];
  readonly permalink: (channel: string, ts: string) => Promise<string | undefined>;
  /** Somebody's Home tab. */
  readonly home?: (owner: HomeOwner, lang: Lang) => Promise<Shown>;
  readonly eventSentence: (event: TimelineEvent, lang: Lang) => string;
  /** IANA name of a channel's zone; UTC unless told. */
  readonly zoneOf?: (channel: string) => string;
  readonly now?: () => Date;
}

/** Reads the newest state of what a view stands for. Undefined when there is nothing to show (any more). */
export type Render = (row: Pick<OutboxRow, 'view'>, lang: Lang) => Promise<Shown | undefined>;

const known = new Map(causes.map((cause) => [cause.id, cause]));
const shown = (parts: readonly Part[]): Shown => ({ parts, isFinal: true });

export function makeRender(deps: RenderDeps): Render {
  const read = <T>(work: (tx: Tx) => Promise<T>) => deps.store.transaction(work, 'read');
  return async ({ view }, lang) => {
    switch (view.kind) {
      case 'run-root':
        return runRoot(deps, lang, view.run);
      case 'run-layer':
        return read((tx) => runLayer(deps, tx, lang, view.run, view.layer));
      case 'alarm-root':
        return read((tx) => alarms(deps, tx, lang, view.incident));
      case 'incident-root':
        return read((tx) => incidentRoot(deps, tx, lang, view.incident));
      case 'step-card':
        return read((tx) => stepCard(deps, tx, lang, view.card));
      case 'doctor':
        return read((tx) => doctor(deps, tx, lang, view.run));
      case 'said':
        return shown(saidParts(lang, view));
      case 'pointer':
        return shown(await pointer(deps, lang, view));
      case 'home':
        return deps.home?.(view, lang);
      case 'help':
        return read((tx) => help(deps, tx, lang, view.channel));
      case 'incident-list':
        return read(async (tx) => shown(listParts(lang, await openIncidents(deps, tx, view.channel))));
      case 'explanation':
        return shown(await explanation(deps, lang, view.about));
      case 'report-file':
      case 'alarm-list':
      case 'chart-file':
      case 'whole':
        return undefined; // files, not messages
    }
  };
}

async function doctor(deps: RenderDeps, tx: Tx, lang: Lang, id: string): Promise<Shown | undefined> {
  const run = await deps.store.doctor.get(tx, id);
  return run && { parts: doctorParts(lang, run), isFinal: run.state !== 'running' };
}

async function runRoot(deps: RenderDeps, lang: Lang, id: string): Promise<Shown | undefined> {
  const elsewhere = await elsewhereOf(deps, id);
  return deps.store.transaction((tx) => runRootIn(deps, tx, lang, id, elsewhere), 'read');
}

async function runRootIn(deps: RenderDeps, tx: Tx, lang: Lang, id: string, elsewhere: Elsewhere | null) {
  const run = await deps.store.runs.get(tx, id);
  if (run === undefined) return undefined;
  const incident = await deps.store.incidents.byThread(tx, keyOf.runRoot(id));
  const within = run.incident === null ? undefined : await deps.store.incidents.get(tx, run.incident);
  const bar = incident === undefined ? null : await barNow(deps, tx, lang, incident);
  const latest = incident === undefined ? null : await latestLook(deps, tx, incident, id);
  const parts = runRootParts(lang, {
    run,
    incident: bar,
    within: within ?? null,
    isOverruled: await isOverruled(deps, tx, run),
    elsewhere,
    latest,
    remedy: remedyOf(run),
    runbooks: deps.runbooks.map((runbook) => runbook.id),
  });
  return { parts, isFinal: run.state === 'done' || run.state === 'failed' };
}

function remedyOf({ answer }: CheckRun): Text | null {
  const first = answer === null ? undefined : (JSON.parse(answer) as Answer).causes[0];
  return (first && known.get(first.id)?.mitigation) ?? null;
}

async function latestLook(deps: RenderDeps, tx: Tx, incident: Incident, than: string) {
  const look = await standingLook(deps, tx, incident);
  return look === undefined || look.run.id === than ? null : { answer: look.answer, at: look.run.updatedAt };
}

async function barNow(deps: RenderDeps, tx: Tx, lang: Lang, incident: Incident) {
  const run = incident.lastRun === null ? undefined : await deps.store.runs.get(tx, incident.lastRun);
  const answer = run?.answer ? (JSON.parse(run.answer) as Answer) : undefined;
  const fitting = (await standingLook(deps, tx, incident))?.answer.causes[0]?.runbook ?? 'triage';
  const walked = await deps.store.runbooks.ofIncident(tx, incident.id);
  const going = new Set(walked.filter(({ state }) => state === 'going').map(({ runbook }) => runbook));
  const startable = deps.runbooks.filter(({ id }) => !going.has(id));
  const suggested = startable.find(({ id }) => id === fitting);
  const others = startable.filter((runbook) => runbook !== suggested);
  const isSeen = answer?.symptom.status === 502 && answer.symptom.ongoing === true;
  const stillSeenAt = run !== undefined && isSeen ? run.updatedAt : null;
  return barOf(lang, incident, await leadOf(deps, tx, incident), suggested, others, stillSeenAt);
}

async function leadOf(deps: RenderDeps, tx: Tx, { id, openedBy }: Incident): Promise<Person> {
  const handed = (await deps.store.timeline.read(tx, id, ['handed-over'])).at(-1);
  return typeof handed?.body.to === 'string' ? handed.body.to : openedBy;
}

async function runLayer(deps: RenderDeps, tx: Tx, lang: Lang, id: string, layer: string) {
  const run = await deps.store.runs.get(tx, id);
  const part = threadParts.find((one) => one === layer);
  if (!run?.answer || part === undefined) return undefined;
  const timeZone = deps.zoneOf?.(run.channel ?? '');
  return shown(runLayerParts(lang, JSON.parse(run.answer) as Answer, part, known, timeZone));
}

async function incidentRoot(deps: RenderDeps, tx: Tx, lang: Lang, id: string) {
  const incident = await deps.store.incidents.get(tx, id);
  return incident && shown(incidentRootParts(lang, await barNow(deps, tx, lang, incident)));
}

async function alarms(deps: RenderDeps, tx: Tx, lang: Lang, id: string) {
  const { store, zoneOf = () => 'UTC', now = () => new Date() } = deps;
  const barOf = (of: Tx, incident: Incident) => barNow(deps, of, lang, incident);
  const parts = await alarmRoot({ store, remedyOf, barOf, zoneOf, now }, tx, lang, id);
  return parts && shown(parts);
}

async function stepCard(deps: RenderDeps, tx: Tx, lang: Lang, id: string) {
  const card = await deps.store.cards.get(tx, id);
  if (card === undefined) return undefined;
  const walk = await deps.store.runbooks.get(tx, card.runbookRun);
  const runbook = deps.runbooks.find((one) => one.id === walk?.runbook && one.version === walk.version);
  const run = card.run === null ? undefined : await deps.store.runs.get(tx, card.run);
  const incident = await deps.store.incidents.get(tx, card.incident);
  const answer = incident && (await newestAnswer(deps, tx, incident));
  const overruled = run !== undefined && (await isOverruled(deps, tx, run));
  return shown(stepCardParts(lang, { card, runbook, run, answer, isOverruled: overruled }));
}

async function pointer(deps: RenderDeps, lang: Lang, view: Extract<View, { kind: 'pointer' }>) {
  const target = await deps.store.transaction((tx) => deps.store.outbox.get(tx, view.to), 'read');
  const link = target?.ts ? await deps.permalink(target.channel, target.ts) : undefined;
  const sentence = sayMrkdwn(lang, view.message);
  if (link === undefined) return [text(sentence)];
  const label = tellMrkdwn(lang, 'slack/open-link');
  return [text(`${sentence} <${mrkdwn`${link}`}|${label}>` as Mrkdwn)];
}

async function openIncidents(deps: RenderDeps, tx: Tx, channel: string): Promise<readonly ListedIncident[]> {
  const listed: ListedIncident[] = [];
  for (const incident of await deps.store.incidents.list(tx, { channel, open: true, limit: 10 })) {
    listed.push({ incident, lead: await leadOf(deps, tx, incident) });
  }
  return listed;
}

async function help(deps: RenderDeps, tx: Tx, lang: Lang, channel: string): Promise<Shown> {
  const runs = await deps.store.runs.recent(tx, channel, 5);
  return shown(helpParts(lang, runs, await openIncidents(deps, tx, channel)));
}

async function explanation(deps: RenderDeps, lang: Lang, about: string): Promise<readonly Part[]> {
  const cause = known.get(about);
  if (cause !== undefined) return causeParts(lang, cause);
  const check = checks.find(({ id }) => id === about);
  if (check !== undefined) return checkParts(lang, check, causes);
  if (about.startsWith('run_')) return explainRun(deps, lang, about);
  const timeline = about.startsWith('inc_') ? await explainIncident(deps, lang, about) : undefined;
  const example = causes[0]?.id ?? 'run_…';
  return timeline ?? [text(tellMrkdwn(lang, 'slack/nothing-to-explain', { id: about, example }))];
}

async function explainRun(deps: RenderDeps, lang: Lang, id: string): Promise<readonly Part[]> {
  const run = await deps.store.transaction((tx) => deps.store.runs.get(tx, id), 'read');
  if (!run?.answer) return [text(tellMrkdwn(lang, 'slack/run-not-found', { id }))];
  try {
    const { bundle, digest } = await deps.bundles.load(id);
    return runExplanationParts(lang, id, bundle.scope.name, explain(bundle, digest, lang));
  } catch (error) {
    if (!(error instanceof ResponderError)) throw error;
    return [text(tellMrkdwn(lang, 'slack/bundle-gone', { id }))];
  }
}

async function explainIncident(deps: RenderDeps, lang: Lang, id: string): Promise<readonly Part[] | undefined> {
  return deps.store.transaction(async (tx) => {
    const incident = await deps.store.incidents.get(tx, id);
    if (incident === undefined) return undefined;
    const events = await deps.store.timeline.read(tx, id);
    const listed = { incident, lead: await leadOf(deps, tx, incident) };
    return timelineParts(lang, listed, events, (event) => deps.eventSentence(event, lang));
  }, 'read');
}

/** The note under an answer that only one person can see, because the bot cannot post in the channel. */
export function privately(
  lang: Lang,
  parts: readonly Part[],
  why: 'slack/invite' | 'outbox/archived' = 'slack/invite',
): readonly Part[] {
  const readable = parts.filter(({ kind }) => kind !== 'buttons');
  return [...readable, { kind: 'note', text: tell(lang, why) as Mrkdwn }];
}
