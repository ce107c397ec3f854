import { SlackError } from '../errors.ts';
import { type Json, text } from '../json.ts';
import type { Channel, Message } from '../model.ts';
import type { Passes } from '../passes.ts';
import type { Rates } from '../rate.ts';
import { bot } from '../seed.ts';
import type { SocketHub } from '../sockets.ts';
import type { Tenants } from '../tenants.ts';
import type { Workspace } from '../workspace.ts';

/** What a method works with. */
export interface Context {
  readonly workspace: Workspace;
  readonly rates: Rates;
  readonly passes: Passes;
  readonly scopes: ReadonlySet<string>;
  readonly now: () => number;
  readonly url: () => string;
  readonly sockets: SocketHub;
  readonly tenants: Tenants;
}

/** `scope`: what the token must have, or a choice by the arguments. `tier` as in Slack's pages. */
export interface Method {
  readonly scope?: string | ((context: Context, args: Json) => string | undefined);
  readonly tier: 1 | 2 | 3 | 4 | 'post';
  /** Needs no token. */
  readonly open?: true;
  /** Takes the app-level token instead of the bot's. */
  readonly asApp?: true;
  /** Throws SlackError. What it returns is merged into `{ok: true}`. */
  readonly run: (context: Context, args: Json) => Json;
}

export type Methods = Readonly<Record<string, Method>>;

/** The text of a needed argument; throws `invalid_arguments` naming it. */
export function need(args: Json, name: string): string {
  const value = text(args[name]);
  if (value === undefined || value === '') {
    throw new SlackError('invalid_arguments', {
      response_metadata: { messages: [`[ERROR] missing required field: ${name}`] },
    });
  }
  return value;
}

/** The channel that the bot can see: a private one without it looks like a typo. */
export function visibleChannel(context: Context, id: unknown): Channel {
  const channel = typeof id === 'string' ? context.workspace.channels.get(id) : undefined;
  if (channel === undefined || (channel.private && !channel.members.has(bot.userId)))
    throw new SlackError('channel_not_found');
  return channel;
}

/** As `visibleChannel`, and the bot must be in it. */
export function joinedChannel(context: Context, id: unknown): Channel {
  const channel = visibleChannel(context, id);
  if (!channel.members.has(bot.userId)) throw new SlackError('not_in_channel');
  return channel;
}

/** The bot's own message; ephemeral ones cannot be reached. */
export function ownMessage(context: Context, channel: string, ts: unknown, refused: string): Message {
  const message = typeof ts === 'string' ? context.workspace.find(channel, ts) : undefined;
  if (message === undefined || message.onlyFor !== undefined) throw new SlackError('message_not_found');
  if (!message.byBot) throw new SlackError(refused);
  return message;
}
