import type { Answer } from '../domain/answer.ts';
import type { CheckRun } from '../domain/incident.ts';
import { type Asked, personOf } from '../flows/deliveries.ts';
import type { FlowDeps } from '../flows/deps.ts';
import { tell } from '../messages/say.ts';
import { checkForm } from './blocks/check-form.ts';
import type { Messenger } from './messenger.ts';
import { langFor } from './open-form.ts';

/** `known`: what a message names. `messageTs`: the message whose thread the answer goes into. */
export interface CheckHints {
  readonly known?: readonly string[];
  readonly messageTs?: string;
}

/** Opens the form of "Check a load balancer". Rejects when Slack does not take it. */
export type OpenCheck = (asked: Asked, triggerId: string, hints: CheckHints) => Promise<void>;

/** A trigger lives for three seconds: what is not known by then is left out. */
const LOOK_LIMIT_MS = 700;
const RUNS_READ = 100;
const MOST_KNOWN = 20;

export function makeOpenCheck(deps: FlowDeps, messenger: Messenger): OpenCheck {
  return async (asked, triggerId, { known = [], messageTs }) => {
    const look = known.length > 0 ? known : inTime(lookedAt(deps, messenger, asked), []);
    const [lang, names] = await Promise.all([langFor(deps, messenger, asked), look]);
    const reason = known.length > 1 ? 'home/form/several-found' : 'home/form/none-found';
    const view = checkForm(lang, {
      notes: { about: messageTs ?? '', channel: asked.channel },
      known: names,
      asksChannel: messageTs === undefined,
      ...(messageTs === undefined ? {} : { why: tell(lang, reason) }),
    });
    await messenger.open(triggerId, view, asked.user);
  };
}

/** Load balancers of the newest checks that this person may know of, latest first. */
async function lookedAt(deps: FlowDeps, messenger: Messenger, asked: Asked): Promise<readonly string[]> {
  const [runs, channels] = await Promise.all([
    deps.store.transaction((tx) => deps.store.runs.newest(tx, RUNS_READ), 'read'),
    inTime(messenger.channelsOf(asked), undefined),
  ]);
  const mine = ({ requestedBy, channel }: CheckRun) =>
    requestedBy === personOf(asked) || (channel !== null && channels?.has(channel) === true);
  const names = runs.filter(mine).flatMap(({ answer }) => (answer === null ? [] : nameIn(answer)));
  return [...new Set(names)].slice(0, MOST_KNOWN);
}

const nameIn = (answer: string): string => (JSON.parse(answer) as Answer).target.name;

/** The form opens in any case: what is slow or broken only leaves it emptier. */
export async function inTime<T>(work: Promise<T>, otherwise: T): Promise<T> {
  const late = new Promise<T>((resolve) => setTimeout(() => resolve(otherwise), LOOK_LIMIT_MS).unref());
  try {
    return await Promise.race([work, late]);
  } catch {
    return otherwise;
  }
}
