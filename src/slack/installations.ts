import type { Installation, InstallationQuery, InstallationStore } from '@slack/oauth';
import type { Clock, Store } from '../domain/ports.ts';
import type { Seal } from './sealing.ts';

export interface InstallationsDeps {
  readonly store: Store;
  readonly seal: Seal;
  readonly clock: Clock;
}

/** Bolt's port for installations on our rows, and what else is asked of them. */
export interface Installations extends Required<InstallationStore> {
  /** The bot token of an installation; undefined when the app is not there (any more). */
  tokenOf(id: string): Promise<string | undefined>;
  ids(): Promise<readonly string[]>;
  /** Another replica may know better: the next question is asked of the database. */
  forgetCached(id: string): void;
}

/** Asked at every request of Slack. Another replica learns of a change within this time, or when Slack refuses a token. */
const KEPT_MS = 60_000;

type Query = InstallationQuery<boolean>;

export function idsOf({ teamId, enterpriseId, isEnterpriseInstall }: Partial<Query>): readonly string[] {
  const team = teamId && !isEnterpriseInstall ? [`team/${teamId}`] : [];
  return [...team, ...(enterpriseId ? [`enterprise/${enterpriseId}`] : [])];
}

export function makeInstallations({ store, seal, clock }: InstallationsDeps): Installations {
  const kept = new Map<string, { readonly installation: Installation; readonly until: number }>();
  const now = () => clock.now().getTime();

  async function fetch(id: string): Promise<Installation | undefined> {
    const known = kept.get(id);
    if (known !== undefined && known.until > now()) return known.installation;
    try {
      const row = await store.transaction((tx) => store.installations.get(tx, id), 'read');
      kept.delete(id);
      if (row === undefined) return undefined;
      const installation = JSON.parse(seal.open(id, row.sealed)) as Installation;
      kept.set(id, { installation, until: now() + KEPT_MS });
      return installation;
    } catch (error) {
      // The database is away: what was known a moment ago still lets people be answered.
      if (known !== undefined) return known.installation;
      throw error;
    }
  }

  return {
    async storeInstallation(installation: Installation) {
      const id = idOf(installation);
      const sealed = seal.close(id, JSON.stringify(installation));
      const row = { id, sealed, scopes: installation.bot?.scopes ?? [], installedAt: now() };
      await store.transaction((tx) => store.installations.put(tx, row));
      kept.delete(id);
    },
    async fetchInstallation(query: Query) {
      for (const id of idsOf(query)) {
        const found = await fetch(id);
        // Its shape is what Bolt gave us when it was stored.
        if (found !== undefined) return found as never;
      }
      throw new Error(`the app is not installed in ${idsOf(query).join(', ')}`);
    },
    async deleteInstallation(query: Query) {
      const [id] = idsOf(query);
      if (id === undefined) return;
      await store.transaction((tx) => store.installations.remove(tx, id));
      kept.delete(id);
    },
    tokenOf: async (id) => (await fetch(id))?.bot?.token,
    ids: () => store.transaction((tx) => store.installations.ids(tx), 'read'),
    forgetCached: (id) => void kept.delete(id),
  };
}

function idOf({ team, enterprise, isEnterpriseInstall }: Installation): string {
  const query = { teamId: team?.id ?? '', enterpriseId: enterprise?.id ?? '' };
  const [id] = idsOf({ ...query, isEnterpriseInstall: isEnterpriseInstall === true });
  if (id === undefined) throw new Error('Slack named neither workspace nor organisation');
  return id;
}
