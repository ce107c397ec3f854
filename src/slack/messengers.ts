import type { Messenger } from './messenger.ts';
import { NoWorkspace, troubleOf } from './trouble.ts';

export interface MessengersDeps {
  /** The installation that speaks in a channel or with a person. */
  readonly installationOf: (place: string) => Promise<string | undefined>;
  /** Its messenger; undefined when the app is not installed there (any more). */
  readonly messengerOf: (installation: string) => Promise<Messenger | undefined>;
  /** A response_url needs no token. */
  readonly respond: Messenger['respond'];
  /** Slack refused the token of this installation. */
  readonly onRefused: (installation: string) => void;
}

/** One messenger over those of several workspaces: each call goes out with the token of the workspace that it is for. */
export function makeMessengers({ installationOf, messengerOf, respond, onRefused }: MessengersDeps): Messenger {
  async function at<T>(place: string, call: (messenger: Messenger) => Promise<T>): Promise<T> {
    const installation = await installationOf(place);
    const messenger = installation === undefined ? undefined : await messengerOf(installation);
    if (installation === undefined || messenger === undefined) throw new NoWorkspace(place);
    try {
      return await call(messenger);
    } catch (error) {
      if (isRefusal(error)) onRefused(installation);
      throw error;
    }
  }
  return {
    post: (key, place, message) => at(place.channel, (to) => to.post(key, place, message)),
    edit: (key, channel, ts, message) => at(channel, (to) => to.edit(key, channel, ts, message)),
    whisper: (place, user, message) => at(place.channel, (to) => to.whisper(place, user, message)),
    respond,
    upload: (key, place, file, shown) => at(place.channel, (to) => to.upload(key, place, file, shown)),
    find: (intent) => at(intent.channel, (to) => to.find(intent)),
    isThere: (channel, ts) => at(channel, (to) => to.isThere(channel, ts)),
    open: (trigger, view, user) => at(user, (to) => to.open(trigger, view, user)),
    publish: (owner, blocks) => at(owner.user, (to) => to.publish(owner, blocks)),
    channelsOf: (owner) => at(owner.user, (to) => to.channelsOf(owner)),
    permalink: (channel, ts) => at(channel, (to) => to.permalink(channel, ts)),
    async localeOf(user) {
      try {
        return await at(user, (to) => to.localeOf(user));
      } catch (error) {
        if (error instanceof NoWorkspace) return undefined;
        throw error;
      }
    },
  };
}

function isRefusal(error: unknown): boolean {
  try {
    return troubleOf(error).kind === 'no-access';
  } catch {
    return false;
  }
}
