import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { causes } from '../src/causes/index.ts';
import { checks } from '../src/checks/index.ts';
import type { Lang } from '../src/domain/text.ts';
import { askAbout } from './ask.ts';
import { chosenDenials, deny, whichWereAsked } from './deny.ts';
import type { Record } from './judged.ts';
import { outcomeOf } from './judged.ts';
import { groupsOf } from './ours.ts';
import { arithmeticOf, type Checked, recordOf } from './record.ts';
import { isExpected } from './score.ts';
import { type StandIn, startStandIn } from './stand-in.ts';
import type { World } from './worlds.ts';

/** What a lane is told: the world, and how to run it. */
export interface Task {
  readonly world: World;
  readonly now: string;
  readonly deny: number;
  readonly seed: number;
  /** Of the arithmetic behind a miss. */
  readonly lang: Lang;
  readonly temperature?: number;
  /** Bundles are kept here and read again. */
  readonly bundles?: string;
}

export type Done = { readonly id: string } & ({ readonly record: Record } | { readonly error: string });

const knowledge = { checks, causes };

/** One of the processes of a bench: it has a stand-in of its own and does several worlds at a time. */
function work(): void {
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'AKIDSANDBOX', AWS_SECRET_ACCESS_KEY: 'sandbox' });
  const standIn = startStandIn();
  process.on('message', (task: Task) => {
    void run(task, standIn)
      .then((record): Done => ({ id: task.world.id, record }))
      .catch(
        (error: unknown): Done => ({ id: task.world.id, error: String(error instanceof Error ? error.stack : error) }),
      )
      .then((done) => process.send?.(done));
  });
  process.once('disconnect', () => {
    standIn.end();
    process.exit();
  });
}

async function run(task: Task, standIn: StandIn): Promise<Record> {
  const checked = (await kept(task)) ?? (await live(task, standIn));
  const record = recordOf(checked, knowledge, task.temperature);
  const one = { world: task.world, outcome: outcomeOf(record.ours), groups: groupsOf(knowledge) };
  return isExpected(one) ? record : { ...record, arithmetic: arithmeticOf(checked, knowledge, task.lang) };
}

async function live({ world, now, deny: share, seed, bundles }: Task, standIn: StandIn): Promise<Checked> {
  const place = await standIn.start(world.name, now);
  try {
    const denied = share > 0 ? chosenDenials(world.id, share, seed) : [];
    if (denied.length > 0) await deny(place.endpoint, denied);
    const { answer, bundle, seconds } = await askAbout(place);
    const refused = denied.length > 0 ? await whichWereAsked(place.endpoint, denied) : [];
    if (bundles !== undefined) {
      await mkdir(bundles, { recursive: true });
      await writeFile(fileOf(bundles, world.id), JSON.stringify({ bundle, answer, seconds, refused }));
    }
    return { world, answer, bundle, seconds, refused };
  } finally {
    await place.stop();
  }
}

async function kept({ world, bundles }: Task): Promise<Checked | undefined> {
  if (bundles === undefined) return undefined;
  const text = await readFile(fileOf(bundles, world.id), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : { world, ...(JSON.parse(text) as Omit<Checked, 'world'>) };
}

const fileOf = (folder: string, id: string) => join(folder, `${id.replaceAll('/', '+')}.json`);

work();
