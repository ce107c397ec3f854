import type { Incident } from '../domain/incident.ts';
import { openElsewhere } from '../flows/open-elsewhere.ts';
import type { RenderDeps } from './render.ts';

/** An incident, and where to read it. */
export interface Elsewhere {
  readonly incident: Incident;
  readonly link: string | undefined;
}

/** The incident of a verdict's load balancer that is open in another thread of its channel. */
export async function elsewhereOf({ store, permalink }: RenderDeps, id: string): Promise<Elsewhere | null> {
  const found = await store.transaction(async (tx) => {
    const run = await store.runs.get(tx, id);
    if (!run?.answer || run.channel === null || run.incident !== null) return undefined;
    const incident = await openElsewhere({ store }, tx, run.channel, run);
    return incident && { incident, root: await store.outbox.get(tx, incident.thread) };
  }, 'read');
  if (found === undefined) return null;
  const { incident, root } = found;
  return { incident, link: root?.ts ? await permalink(root.channel, root.ts) : undefined };
}
