import type { TimelineEvent, TimelineHead } from '../../src/domain/incident.ts';
import { postsOf } from './account.ts';
import { type House, until } from './house.ts';
import type { KillCounts } from './kill-counts.ts';
import { CHANNEL, type Pressed, type SlackPerson, slackPerson } from './person.ts';
import { type KillStep, trapFor } from './traps.ts';

/** Which kills fall into which part of the way from the slash command to the end of the incident. */
export interface Plan {
  readonly check: readonly KillStep[];
  readonly open: readonly KillStep[];
  readonly runbook: readonly KillStep[];
  readonly presses: readonly (readonly KillStep[])[];
  readonly report: readonly KillStep[];
  readonly resolve: readonly KillStep[];
}

export interface Journey {
  readonly run: string;
  readonly runState: string;
  readonly rootTs: string;
  readonly incident: string;
  readonly events: readonly TimelineEvent[];
  readonly head: TimelineHead;
  /** The cards that somebody pressed and was told that it arrived. */
  readonly pressed: readonly Pressed[];
}

interface Stage {
  readonly kills: readonly KillStep[];
  /** True when the bot acknowledged it. */
  readonly act: () => Promise<boolean>;
  /** What the person would see of an unacknowledged act that arrived all the same. */
  readonly begun: () => Promise<boolean>;
  readonly reached: () => Promise<boolean>;
}

const STAGE_LIMIT_MS = 120_000;

export async function walk(house: House, counts: KillCounts, plan: Plan): Promise<Journey> {
  const person = slackPerson(house);
  const before = await newestRun(house);
  const isNew = async () => (await newestRun(house))?.id !== before?.id;
  await stage(house, counts, {
    kills: plan.check,
    act: () => person.type(`check ${house.target} 60m`),
    begun: isNew,
    reached: async () => (await isNew()) && isOver((await newestRun(house))?.state) && isQuiet(house),
  });
  const run = await newestRun(house);
  const rootTs = postsOf(house, `${run?.id}/root`)[0]?.ts;
  if (run === undefined || rootTs === undefined) throw stuck(house, 'no root message');
  const rest = await walkIncident(house, counts, plan, person, run.id, rootTs);
  return { run: run.id, runState: run.state, rootTs, ...rest };
}

async function walkIncident(
  house: House,
  counts: KillCounts,
  plan: Plan,
  person: SlackPerson,
  run: string,
  rootTs: string,
) {
  const thread = `${run}/root`;
  const incidentOf = () => house.read((store, tx) => store.incidents.byThread(tx, thread));
  const opened = async () => (await incidentOf()) !== undefined;
  await pressed(house, counts, plan.open, () => person.press(rootTs, /^open-incident/), opened);
  const incident = (await incidentOf())?.id ?? '';
  const started = () => house.read(async (store, tx) => (await store.runbooks.ofIncident(tx, incident)).length > 0);
  await pressed(house, counts, plan.runbook, () => person.press(rootTs, /^start-runbook/), started);

  const presses: Pressed[] = [];
  for (const kills of plan.presses) {
    let card = '';
    const closed = () => house.read(async (store, tx) => (await store.cards.get(tx, card))?.state === 'closed');
    const press = await pressed(house, counts, kills, remember, async () => card !== '' && closed());
    if (press?.acked) presses.push(press);

    async function remember() {
      const done = await person.press(rootTs, /^step-(answer|done)/);
      card = done?.value ?? card;
      return done;
    }
  }

  const read = () => house.read((store, tx) => store.timeline.read(tx, incident));
  const exported = async () => (await read()).some(({ type }) => type === 'report-exported');
  await pressed(house, counts, plan.report, () => person.press(rootTs, /^report$/), exported);
  // While an incident is open, the next check of its load balancer points at it and opens no other.
  const resolved = async () => (await incidentOf())?.state === 'resolved';
  await pressed(house, counts, plan.resolve, () => person.press(rootTs, /^resolve$/), resolved);
  const head = await house.read((store, tx) => store.timeline.head(tx, incident));
  return { incident, events: await read(), head, pressed: presses };
}

async function pressed(
  house: House,
  counts: KillCounts,
  kills: readonly KillStep[],
  press: () => Promise<Pressed | undefined>,
  begun: () => Promise<boolean>,
): Promise<Pressed | undefined> {
  let last: Pressed | undefined;
  const act = async () => {
    last = await press();
    return last?.acked ?? false;
  };
  await stage(house, counts, { kills, act, begun, reached: async () => (await begun()) && isQuiet(house) });
  return last;
}

/** Somebody does something; the bot is killed on the way as often as planned, and gets there all the same. */
async function stage(house: House, counts: KillCounts, way: Stage): Promise<void> {
  let isAcked = await killOnTheWay(house, counts, way);
  for (let tries = 0; !isAcked && !(await until(3000, quietly(way.begun))); tries++) {
    if (tries === 5) throw stuck(house, 'nothing arrives any more');
    await house.bot.ensure();
    isAcked = await way.act();
  }
  await house.bot.ensure();
  if (!(await until(STAGE_LIMIT_MS, quietly(way.reached)))) throw stuck(house, 'it never got there');
}

/** Gives whether the act was acknowledged. The bot is up again at the end. */
async function killOnTheWay(house: House, counts: KillCounts, way: Stage): Promise<boolean> {
  let acting: Promise<boolean> | undefined;
  for (const step of way.kills) {
    const trap = trapFor(step)(house);
    if (acting !== undefined) await house.bot.start();
    acting = actIfNeeded(way, acting);
    const fell = await Promise.race([trap.sprung, thereFirst(acting, way.reached)]);
    trap.disarm();
    if (fell === undefined) return acting;
    counts.add(fell);
    await house.bot.gone();
  }
  if (acting !== undefined) await house.bot.start();
  return acting ?? way.act();
}

/** Nobody acts twice when the first time was acknowledged, or can be seen to have arrived. */
async function actIfNeeded({ act, begun }: Stage, before: Promise<boolean> | undefined): Promise<boolean> {
  if (before === undefined) return act();
  return (await before) || (await until(2000, quietly(begun))) || act();
}

/** Nothing of the trap's step happened on the way. */
async function thereFirst(acting: Promise<boolean>, reached: () => Promise<boolean>): Promise<undefined> {
  const isAcked = await acting;
  if (isAcked) await until(STAGE_LIMIT_MS, quietly(reached));
  else await new Promise(() => undefined);
}

/** While the bot is down or starting there may be nothing to read. */
function quietly(look: () => Promise<boolean>): () => Promise<boolean> {
  return () => look().catch(() => false);
}

/** Nothing is left to do or to say, but for what waits for its time. */
async function isQuiet(house: House): Promise<boolean> {
  return house.read(async (store, tx) => {
    const due = (await store.jobRows.inState(tx, 'waiting')).filter(({ dueAt }) => dueAt <= Date.now());
    const running = await store.jobRows.inState(tx, 'running');
    return due.length + running.length === 0 && (await store.outbox.nextDue(tx)) === undefined;
  });
}

async function newestRun(house: House) {
  return house.read(async (store, tx) => {
    const runs = await store.runs.recent(tx, CHANNEL, 20);
    return runs.find(({ incident }) => incident === null);
  });
}

const isOver = (state: string | undefined) => state === 'done' || state === 'failed';

function stuck(house: House, what: string): Error {
  const shown = house.slack.workspace.messages(CHANNEL).slice(-8);
  const buttons = shown.map(
    ({ ts, blocks }) =>
      `${ts} ${JSON.stringify(blocks)
        .match(/"action_id":"[^"]+"/g)
        ?.join(' ')}`,
  );
  const texts = shown.map(({ ts, text }) => `${ts} ${text.slice(0, 300)}`);
  return new Error([what, house.bot.log(), ...buttons, ...texts].join('\n'));
}

/** Presses that were acknowledged, but are not in the timeline exactly once. */
export function lostPresses(journeys: readonly Journey[]): readonly Pressed[] {
  return journeys.flatMap(({ pressed, events }) =>
    pressed.filter(({ value }) => events.filter((event) => isPressOf(event, value)).length !== 1),
  );
}

/** The event that a press of this card has to leave. */
function isPressOf({ type, body }: TimelineEvent, card: string): boolean {
  return body.card === card && ['answered', 'told', 'acted', 'skipped'].includes(type);
}

/** What the bot said outside the threads of these journeys. */
export function strayMessages({ slack }: House, journeys: readonly Journey[]): readonly string[] {
  const roots = new Set(journeys.map(({ rootTs }) => rootTs));
  const messages = slack.workspace.messages(CHANNEL).filter(({ byBot, onlyFor }) => byBot && !onlyFor);
  return messages.filter(({ ts, threadTs }) => !roots.has(threadTs ?? ts)).map(({ text }) => text);
}
