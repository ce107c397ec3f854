import { SlackError } from '../errors.ts';
import { flag, type Json } from '../json.ts';
import type { Message, Person } from '../model.ts';
import { apiMessage } from '../present.ts';
import { bot } from '../seed.ts';
import { asLine, blockProblems } from '../validate.ts';
import { type Context, joinedChannel, type Methods, need } from './context.ts';

function apiUser({ workspace }: Context, person: Person, withLocale: boolean): Json {
  return {
    id: person.id,
    team_id: workspace.team.id,
    name: person.name,
    real_name: person.realName,
    deleted: false,
    is_bot: false,
    tz: person.timeZone,
    profile: { real_name: person.realName, display_name: person.realName.split(' ')[0], title: person.title },
    ...(withLocale && { locale: person.locale }),
  };
}

function botUser({ workspace }: Context): Json {
  return {
    id: bot.userId,
    team_id: workspace.team.id,
    name: workspace.botName,
    real_name: workspace.botName,
    is_bot: true,
    deleted: false,
    profile: { bot_id: bot.id, api_app_id: bot.appId },
  };
}

function messageAt(context: Context, args: Json): Message {
  const channel = joinedChannel(context, need(args, 'channel'));
  const message = context.workspace.find(channel.id, need(args, 'timestamp'));
  if (message === undefined) throw new SlackError('message_not_found');
  return message;
}

export const misc: Methods = {
  'oauth.v2.access': { tier: 4, open: true, run: (context, args) => context.tenants.exchange(args) },
  'api.test': { tier: 4, open: true, run: (_context, args) => ({ args }) },
  'auth.test': {
    tier: 'post',
    run: (context) => ({
      url: `${context.url()}/`,
      team: context.workspace.team.name,
      user: context.workspace.botName,
      team_id: context.workspace.team.id,
      user_id: bot.userId,
      bot_id: bot.id,
      is_enterprise_install: false,
    }),
  },
  'apps.connections.open': {
    tier: 3,
    asApp: true,
    run: (context) => ({ url: `${context.url().replace(/^http/, 'ws')}${context.sockets.ticket()}` }),
  },
  'team.info': { scope: 'team:read', tier: 3, run: ({ workspace }) => ({ team: { ...workspace.team } }) },
  'users.info': {
    scope: 'users:read',
    tier: 4,
    run: (context, args) => {
      const id = need(args, 'user');
      if (id === bot.userId) return { user: botUser(context) };
      const person = context.workspace.person(id);
      if (person === undefined) throw new SlackError('user_not_found');
      return { user: apiUser(context, person, flag(args.include_locale)) };
    },
  },
  'users.list': {
    scope: 'users:read',
    tier: 2,
    run: (context, args) => ({
      members: [
        ...context.workspace.people.map((person) => apiUser(context, person, flag(args.include_locale))),
        botUser(context),
      ],
    }),
  },
  'blocks.validate': {
    tier: 3,
    open: true,
    run: (_context, args) => {
      const problems = blockProblems(args.blocks);
      if (problems.length > 0)
        throw new SlackError('invalid_blocks', {
          errors: problems.map(({ pointer, message }) => ({ pointer, code: 'invalid', message })),
          response_metadata: { messages: problems.map(asLine) },
        });
      return {};
    },
  },
  'reactions.add': {
    scope: 'reactions:write',
    tier: 3,
    run: (context, args) => {
      const message = messageAt(context, args);
      const name = need(args, 'name');
      const users = message.reactions.get(name) ?? new Set();
      if (users.has(bot.userId)) throw new SlackError('already_reacted');
      message.reactions.set(name, users.add(bot.userId));
      context.workspace.announce({ kind: 'message', message });
      return {};
    },
  },
  'reactions.get': {
    scope: 'reactions:read',
    tier: 3,
    run: (context, args) => {
      const message = messageAt(context, args);
      return {
        type: 'message',
        channel: message.channel,
        message: {
          ts: message.ts,
          reactions: [...message.reactions].map(([name, users]) => ({ name, users: [...users], count: users.size })),
        },
      };
    },
  },
  'pins.add': {
    scope: 'pins:write',
    tier: 2,
    run: (context, args) => {
      const message = messageAt(context, args);
      if (context.workspace.pins.has(message)) throw new SlackError('already_pinned');
      context.workspace.pins.add(message);
      return {};
    },
  },
  'pins.list': {
    scope: 'pins:read',
    tier: 2,
    run: (context, args) => {
      const channel = joinedChannel(context, need(args, 'channel'));
      const pinned = [...context.workspace.pins].filter((message) => message.channel === channel.id);
      return {
        items: pinned.map((message) => ({
          type: 'message',
          channel: channel.id,
          message: apiMessage(context.workspace, message, false),
        })),
      };
    },
  },
};
