import { webApi } from '@slack/bolt';

const KEPT_MS = 5 * 60_000;
const MOST_KEPT = 500;
const PAGES = 10;
const PAGE = 200;

/**
 * Which channels a person is in, by `users.conversations`: private ones only where the bot is too. Kept for five minutes;
 * undefined when Slack does not tell, which is no "none".
 */
export function makeMemberships(client: webApi.WebClient, nowMs: () => number) {
  const kept = new Map<string, { readonly channels: ReadonlySet<string>; readonly until: number }>();
  return async (user: string): Promise<ReadonlySet<string> | undefined> => {
    const known = kept.get(user);
    if (known !== undefined && known.until > nowMs()) return known.channels;
    const channels = await ask(client, user);
    if (channels === undefined) return known?.channels;
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(user, { channels, until: nowMs() + KEPT_MS });
    return channels;
  };
}

async function ask(client: webApi.WebClient, user: string): Promise<ReadonlySet<string> | undefined> {
  try {
    return await readAll(client, user);
  } catch (error) {
    if (error instanceof webApi.WebAPIPlatformError || error instanceof webApi.WebAPIRateLimitedError) return undefined;
    throw error;
  }
}

async function readAll(client: webApi.WebClient, user: string): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  const asked = { user, types: 'public_channel,private_channel', exclude_archived: true, limit: PAGE };
  let cursor: string | undefined;
  for (let page = 0; page < PAGES && cursor !== ''; page += 1) {
    const answer = await client.users.conversations({ ...asked, ...(cursor === undefined ? {} : { cursor }) });
    for (const { id = '' } of answer.channels ?? []) found.add(id);
    cursor = answer.response_metadata?.next_cursor ?? '';
  }
  return found;
}
