import type { App } from '@slack/bolt';
import type { Store } from '../domain/ports.ts';
import { idsOf } from './installations.ts';

/** Which installation speaks in a channel or with a person: learned from what comes in. */
export interface Places {
  learn(place: string, installation: string): Promise<void>;
  installationOf(place: string): Promise<string | undefined>;
}

const MOST_KEPT = 10_000;

export function makePlaces(store: Store): Places {
  const kept = new Map<string, string>();
  const keep = (place: string, installation: string) => {
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(place, installation);
  };
  return {
    async learn(place, installation) {
      if (kept.get(place) === installation) return;
      await store.transaction((tx) => store.places.learn(tx, place, installation), 'plain');
      keep(place, installation);
    },
    async installationOf(place) {
      const known = kept.get(place);
      if (known !== undefined) return known;
      const found = await store.transaction((tx) => store.places.installationOf(tx, place), 'read');
      if (found !== undefined) keep(place, found);
      return found;
    },
  };
}

/** A database that hangs must not take the time that the answer to Slack needs. */
const LEARN_LIMIT_MS = 500;

function late(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, LEARN_LIMIT_MS).unref());
}

/** Learns from every request before it is handled. What cannot be learned now is learned from the next one. */
export function learnFrom(app: App, places: Places, onFailure: (error: unknown) => void): void {
  app.use(async ({ context, body, next }) => {
    const { teamId = '', enterpriseId = '', isEnterpriseInstall } = context;
    const [id] = idsOf({ teamId, enterpriseId, isEnterpriseInstall });
    try {
      const learning = id === undefined ? [] : placesIn(body as Body).map((place) => places.learn(place, id));
      await Promise.race([Promise.all(learning), late()]);
    } catch (error) {
      onFailure(error);
    }
    await next();
  });
}

interface Body {
  readonly channel_id?: string;
  readonly user_id?: string;
  readonly channel?: { readonly id?: string };
  readonly user?: { readonly id?: string };
  readonly event?: { readonly channel?: unknown; readonly user?: unknown };
  readonly response_urls?: readonly { readonly channel_id?: string }[];
}

function placesIn({ channel_id, user_id, channel, user, event, response_urls: urls = [] }: Body): readonly string[] {
  const chosen = urls.map((one) => one.channel_id);
  const all = [channel_id, user_id, channel?.id, user?.id, event?.channel, event?.user, ...chosen];
  return all.filter((place) => typeof place === 'string' && /^[A-Z0-9]+$/.test(place)) as readonly string[];
}
