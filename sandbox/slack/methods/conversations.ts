import { SlackError } from '../errors.ts';
import { flag, type Json, text, whole } from '../json.ts';
import type { Channel, Message } from '../model.ts';
import { apiMessage } from '../present.ts';
import { bot } from '../seed.ts';
import { type Context, joinedChannel, type Method, type Methods, need, visibleChannel } from './context.ts';

function apiChannel(channel: Channel): Json {
  return {
    id: channel.id,
    name: channel.name,
    is_channel: !channel.private,
    is_group: channel.private,
    is_private: channel.private,
    is_im: false,
    is_archived: channel.archived === true,
    is_general: channel.name === 'general',
    is_member: channel.members.has(bot.userId),
    num_members: channel.members.size,
    topic: { value: channel.topic },
    purpose: { value: channel.topic },
  };
}

/** `channels:…` or `groups:…`, by what the channel is. */
function scope(kind: 'read' | 'history'): NonNullable<Method['scope']> {
  return (context, args) => {
    const channel = context.workspace.channels.get(text(args.channel) ?? '');
    return channel?.private === true ? `groups:${kind}` : `channels:${kind}`;
  };
}

/** One page of a list; the cursor is the place of its next item. */
function page<T>(items: readonly T[], args: Json, defaultLimit: number) {
  const start = cursorPlace(args.cursor);
  const limit = Math.min(Math.max(whole(args.limit) ?? defaultLimit, 1), 999);
  const more = start + limit < items.length;
  const next_cursor = more ? Buffer.from(`next:${start + limit}`).toString('base64') : '';
  return { items: items.slice(start, start + limit), more, response_metadata: { next_cursor } };
}

function cursorPlace(cursor: unknown): number {
  if (cursor === undefined || cursor === '') return 0;
  const place = /^next:(\d+)$/.exec(Buffer.from(String(cursor), 'base64').toString('utf8'))?.[1];
  if (place === undefined) throw new SlackError('invalid_cursor');
  return Number(place);
}

function between(args: Json): (message: Message) => boolean {
  const oldest = text(args.oldest) ?? '0';
  const latest = text(args.latest) ?? '99999999999';
  const inclusive = flag(args.inclusive);
  return ({ ts }) => {
    if (ts === oldest || ts === latest) return inclusive;
    return Number(ts) > Number(oldest) && Number(ts) < Number(latest);
  };
}

function read(context: Context, found: readonly Message[], args: Json, limit: number): Json {
  const { items, more, response_metadata } = page(found, args, limit);
  const withMetadata = flag(args.include_all_metadata);
  const messages = items.map((message) => apiMessage(context.workspace, message, withMetadata));
  return { messages, has_more: more, response_metadata };
}

const shown = (message: Message): boolean => message.onlyFor === undefined;

export const conversations: Methods = {
  'conversations.info': {
    scope: scope('read'),
    tier: 3,
    run: (context, args) => ({ channel: apiChannel(visibleChannel(context, need(args, 'channel'))) }),
  },
  'conversations.list': {
    scope: 'channels:read',
    tier: 2,
    run: (context, args) => {
      const types = (text(args.types) ?? 'public_channel').split(',');
      const found = [...context.workspace.channels.values()].filter((channel) =>
        channel.private
          ? types.includes('private_channel') && channel.members.has(bot.userId)
          : types.includes('public_channel'),
      );
      const { items, response_metadata } = page(found, args, 100);
      return { channels: items.map(apiChannel), response_metadata };
    },
  },
  'users.conversations': {
    scope: 'channels:read',
    tier: 3,
    run: (context, args) => {
      const types = (text(args.types) ?? 'public_channel').split(',');
      if (types.includes('private_channel') && !context.scopes.has('groups:read')) {
        throw new SlackError('missing_scope', { needed: 'groups:read', provided: [...context.scopes].join(',') });
      }
      const user = text(args.user) ?? bot.userId;
      const found = [...context.workspace.channels.values()].filter(
        ({ members, private: isPrivate }) =>
          members.has(user) &&
          (isPrivate ? types.includes('private_channel') && members.has(bot.userId) : types.includes('public_channel')),
      );
      const { items, response_metadata } = page(found, args, 100);
      return { channels: items.map(apiChannel), response_metadata };
    },
  },
  'conversations.members': {
    scope: scope('read'),
    tier: 4,
    run: (context, args) => {
      const { items, response_metadata } = page([...visibleChannel(context, need(args, 'channel')).members], args, 100);
      return { members: items, response_metadata };
    },
  },
  'conversations.history': {
    scope: scope('history'),
    tier: 3,
    run: (context, args) => {
      const channel = joinedChannel(context, need(args, 'channel'));
      const top = context.workspace
        .messages(channel.id)
        .filter((message) => shown(message) && (message.threadTs === undefined || message.broadcast))
        .filter(between(args))
        .toReversed();
      return read(context, top, args, 100);
    },
  },
  'conversations.replies': {
    scope: scope('history'),
    tier: 3,
    run: (context, args) => {
      const channel = joinedChannel(context, need(args, 'channel'));
      const asked = context.workspace.find(channel.id, need(args, 'ts'));
      if (asked === undefined || !shown(asked)) throw new SlackError('thread_not_found');
      // Given a reply's ts, Slack gives that reply alone.
      if (asked.threadTs !== undefined) return read(context, [asked], args, 1000);
      return read(context, [asked, ...context.workspace.replies(asked).filter(between(args))], args, 1000);
    },
  },
  'conversations.join': {
    scope: 'channels:join',
    tier: 3,
    run: (context, args) => {
      const channel = visibleChannel(context, need(args, 'channel'));
      if (channel.private) throw new SlackError('method_not_supported_for_channel_type');
      channel.members.add(bot.userId);
      context.workspace.announce({ kind: 'channels' });
      return { channel: apiChannel(channel) };
    },
  },
  'conversations.invite': {
    scope: 'channels:manage',
    tier: 3,
    run: (context, args) => {
      const channel = joinedChannel(context, need(args, 'channel'));
      for (const user of need(args, 'users').split(',')) {
        if (context.workspace.person(user) === undefined) throw new SlackError('user_not_found');
        channel.members.add(user);
      }
      context.workspace.announce({ kind: 'channels' });
      return { channel: apiChannel(channel) };
    },
  },
};
