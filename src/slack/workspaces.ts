import { type Logger, webApi } from '@slack/bolt';
import type { Clock, Store } from '../domain/ports.ts';
import { clientOptions } from './app.ts';
import { type Installations, makeInstallations } from './installations.ts';
import { type Messenger, makeMessenger } from './messenger.ts';
import { makeMessengers } from './messengers.ts';
import { makePlaces, type Places } from './places.ts';
import { makeSeal } from './sealing.ts';

export interface WorkspacesDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly stateSecret: string;
  readonly apiUrl: string | null;
  readonly logger: Logger;
}

export interface Workspaces {
  readonly installations: Installations;
  readonly places: Places;
  readonly messenger: Messenger;
}

/** So many workspaces are asked whether they know a channel that nothing was heard from yet. */
const MOST_ASKED = 50;

/** Several workspaces behind one bot. */
export function makeWorkspaces({ store, clock, stateSecret, apiUrl, logger }: WorkspacesDeps): Workspaces {
  const installations = makeInstallations({ store, seal: makeSeal(stateSecret), clock });
  const places = makePlaces(store);
  const nowMs = () => clock.now().getTime();
  const clientOf = (token?: string) => new webApi.WebClient(token, { ...clientOptions(apiUrl), logger });
  const made = new Map<
    string,
    { readonly token: string; readonly messenger: Messenger; readonly client: webApi.WebClient }
  >();

  /** Made anew when the token has changed. */
  async function voiceOf(installation: string) {
    const token = await installations.tokenOf(installation);
    if (token === undefined) {
      made.delete(installation);
      return undefined;
    }
    const known = made.get(installation);
    if (known?.token === token) return known;
    const client = clientOf(token);
    const voice = { token, client, messenger: makeMessenger({ client, nowMs }) };
    made.set(installation, voice);
    return voice;
  }

  async function knows(installation: string, channel: string): Promise<boolean> {
    try {
      const client = (await voiceOf(installation))?.client;
      return (await client?.conversations.info({ channel }))?.ok === true;
    } catch (error) {
      if (error instanceof webApi.WebAPIPlatformError) return false;
      throw error;
    }
  }

  /** A channel of the settings may come before anybody has said a word in it. */
  async function search(channel: string): Promise<string | undefined> {
    for (const installation of (await installations.ids()).slice(0, MOST_ASKED)) {
      if (!(await knows(installation, channel))) continue;
      await places.learn(channel, installation);
      return installation;
    }
    return undefined;
  }

  const messenger = makeMessengers({
    installationOf: async (place) => (await places.installationOf(place)) ?? (await search(place)),
    messengerOf: async (installation) => (await voiceOf(installation))?.messenger,
    respond: makeMessenger({ client: clientOf(), nowMs }).respond,
    onRefused: installations.forgetCached,
  });
  return { installations, places, messenger };
}
