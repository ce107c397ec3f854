import type { Answer } from '../domain/answer.ts';
import type { CheckRun } from '../domain/incident.ts';
import type { Store, Tx } from '../domain/ports.ts';
import { targetName } from '../flows/alarms/target.ts';
import { inTime } from './open-check.ts';
import { knowableIn } from './targets-in.ts';

/** Load balancers that the bot knows already and that a message in this channel means: by one of our ids, else by name. */
export type KnownIn = (channel: string, message: object) => Promise<readonly string[]>;

const ROWS_READ = 200;

/** What is slow or broken finds nothing: the person is asked then. */
export function makeKnownIn(store: Store): KnownIn {
  return (channel, message) => {
    const { ids, words } = knowableIn(message);
    const look = async (tx: Tx) => {
      const isNear = nearTo(store, tx, channel);
      const meant = await meantBy(store, tx, ids, isNear);
      return meant.length > 0 ? meant : await namedBy(store, tx, words, isNear);
    };
    return inTime(store.transaction(look, 'read'), []);
  };
}

type IsNear = (channel: string | null) => Promise<boolean>;

/** Whether a channel lies in the same workspace. Where the bot serves one only, none is noted for any channel. */
function nearTo({ places }: Store, tx: Tx, here: string): IsNear {
  const asked = new Map<string | null, Promise<string | undefined>>();
  const workspaceOf = (channel: string | null) => {
    const found = asked.get(channel) ?? (channel === null ? noWorkspace : places.installationOf(tx, channel));
    asked.set(channel, found);
    return found;
  };
  return async (channel) => (await workspaceOf(channel)) === (await workspaceOf(here));
}

const noWorkspace = Promise.resolve(undefined);

async function meantBy(store: Store, tx: Tx, ids: readonly string[], isNear: IsNear) {
  const found: string[] = [];
  for (const id of ids) {
    const { target, channel } = await (id.startsWith('run_') ? ofRun(store, tx, id) : ofIncident(store, tx, id));
    if (target !== '' && (await isNear(channel))) found.push(target);
  }
  return [...new Set(found)];
}

const nothing = { target: '', channel: null };

async function ofRun({ runs }: Store, tx: Tx, id: string) {
  const run = await runs.get(tx, id);
  return run === undefined ? nothing : { target: targetOf(run) ?? run.query, channel: run.channel };
}

async function ofIncident({ incidents }: Store, tx: Tx, id: string) {
  return (await incidents.get(tx, id)) ?? nothing;
}

async function namedBy({ runs, incidents }: Store, tx: Tx, words: ReadonlySet<string>, isNear: IsNear) {
  const checked = (await runs.newest(tx, ROWS_READ)).map((run) => ({ target: targetOf(run), channel: run.channel }));
  const worked = await incidents.list(tx, { limit: ROWS_READ });
  const found: string[] = [];
  for (const { target, channel } of [...checked, ...worked]) {
    const isNamed = target !== undefined && words.has(targetName(target));
    if (isNamed && (await isNear(channel))) found.push(target);
  }
  const arns = new Set(found.filter((target) => targetName(target) !== target).map(targetName));
  return [...new Set(found)].filter((target) => !arns.has(target));
}

/** Of a run that found its load balancer: what somebody only typed could be any word. */
function targetOf({ answer }: CheckRun): string | undefined {
  return answer === null ? undefined : (JSON.parse(answer) as Answer).target.arn;
}
