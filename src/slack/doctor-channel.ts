import type { webApi } from '@slack/bolt';
import type { Found } from '../domain/doctor.ts';
import { failed, ok, unknown } from '../messages/found.ts';
import { type Asked, ask } from './doctor-call.ts';

interface Place {
  readonly client: webApi.WebClient;
  /** The bot's own name, for /invite. */
  readonly bot: string;
  readonly scopes: readonly string[];
}

interface Seen {
  readonly isMember: boolean;
  readonly isArchived: boolean;
}

/** Whether the bot can post where alarms belong. */
export async function channelFindings({ client, bot, scopes }: Place, channel: string): Promise<Found> {
  const mayLook = scopes.includes('channels:read') && scopes.includes('groups:read');
  const asked = mayLook ? await byInfo(client, channel) : await byHistory(client, channel);
  if (asked.kind === 'answered') return judge(asked.answer, channel, bot);
  if (asked.kind === 'rate-limited')
    return unknown('slack/rate-limited', { call: 'conversations', seconds: asked.seconds });
  const reason = asked.kind === 'refused' ? asked.reason : asked.detail;
  if (reason === 'channel_not_found') return failed('slack/channel-not-found', { channel, bot });
  if (reason === 'not_in_channel') return failed('slack/not-in-channel', { channel, bot });
  if (reason === 'is_archived') return failed('slack/channel-archived', { channel });
  return unknown('slack/unclear', { call: `conversations (${channel})`, reason });
}

function judge({ isMember, isArchived }: Seen, channel: string, bot: string): Found {
  if (isArchived) return failed('slack/channel-archived', { channel });
  return isMember ? ok('slack/channel', { channel }) : failed('slack/not-in-channel', { channel, bot });
}

async function byInfo(client: webApi.WebClient, channel: string): Promise<Asked<Seen>> {
  const asked = await ask(client.conversations.info({ channel }));
  if (asked.kind !== 'answered') return asked;
  const { is_member: isMember = false, is_archived: isArchived = false } = asked.answer.channel ?? {};
  return { ...asked, answer: { isMember, isArchived } };
}

/** Without the scopes to read names: the history tells membership, and its newest line that a channel was closed. */
async function byHistory(client: webApi.WebClient, channel: string): Promise<Asked<Seen>> {
  const asked = await ask(client.conversations.history({ channel, limit: 1 }));
  if (asked.kind !== 'answered') return asked;
  const closed = ['channel_archive', 'group_archive'].includes(asked.answer.messages?.[0]?.subtype ?? '');
  return { ...asked, answer: { isMember: true, isArchived: closed } };
}
