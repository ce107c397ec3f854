import { SlackError } from '../errors.ts';
import { flag, isObject, type Json, text } from '../json.ts';
import { limits } from '../limits.ts';
import type { Message } from '../model.ts';
import { apiMessage } from '../present.ts';
import { bot } from '../seed.ts';
import { assertMessageBlocks } from '../validate.ts';
import type { Workspace } from '../workspace.ts';
import { type Context, joinedChannel, type Methods, need, ownMessage, visibleChannel } from './context.ts';

/** Text and blocks of a post, checked. Throws `no_text`, `msg_too_long`, `invalid_blocks`… */
export function content(
  { takesCharts }: Pick<Workspace, 'takesCharts'>,
  args: Json,
): { readonly text: string; readonly blocks: readonly Json[] } {
  if (typeof args.blocks === 'string') throw new SlackError('invalid_blocks_format');
  const blocks = args.blocks === undefined ? [] : assertMessageBlocks(args.blocks, takesCharts);
  const words = text(args.text) ?? '';
  if (words === '' && blocks.length === 0) throw new SlackError('no_text');
  if (words.length > limits.message.text) throw new SlackError('msg_too_long');
  return { text: words, blocks };
}

function metadata(args: Json): Json | undefined {
  if (args.metadata === undefined) return undefined;
  const given = args.metadata;
  if (!isObject(given) || typeof given.event_type !== 'string' || !isObject(given.event_payload)) {
    throw new SlackError('invalid_metadata_format');
  }
  if (JSON.stringify(given).length > limits.metadata.bytes) throw new SlackError('metadata_too_large');
  return given;
}

/** The parent's ts. Slack takes a reply's ts too, and puts the post under that reply's parent. */
function thread(context: Context, channel: string, args: Json): string | undefined {
  if (args.thread_ts === undefined || args.thread_ts === '') return undefined;
  const found = context.workspace.find(channel, String(args.thread_ts));
  if (found === undefined || found.onlyFor !== undefined) throw new SlackError('thread_not_found');
  return found.threadTs ?? found.ts;
}

function mayPost(context: Context, id: unknown): string {
  const channel = visibleChannel(context, id);
  if (!channel.members.has(bot.userId) && !context.scopes.has('chat:write.public'))
    throw new SlackError('not_in_channel');
  return channel.id;
}

function posted(context: Context, message: Message): Json {
  return { channel: message.channel, ts: message.ts, message: apiMessage(context.workspace, message, false) };
}

export const chat: Methods = {
  'chat.postMessage': {
    scope: 'chat:write',
    tier: 'post',
    run: (context, args) => {
      const channel = mayPost(context, need(args, 'channel'));
      const threadTs = thread(context, channel, args);
      const marks = metadata(args);
      const shown = content(context.workspace, args);
      context.rates.post(channel);
      const broadcast = threadTs !== undefined && flag(args.reply_broadcast);
      return posted(
        context,
        context.workspace.post({ channel, user: bot.userId, ...shown, threadTs, metadata: marks, broadcast }),
      );
    },
  },
  'chat.update': {
    scope: 'chat:write',
    tier: 3,
    run: (context, args) => {
      const channel = visibleChannel(context, need(args, 'channel'));
      const message = ownMessage(context, channel.id, need(args, 'ts'), 'cant_update_message');
      const shown = content(context.workspace, args);
      if (args.metadata !== undefined) {
        const cleared = isObject(args.metadata) && Object.keys(args.metadata).length === 0;
        message.metadata = cleared ? undefined : metadata(args);
      }
      // Blocks stay only where no text was given; text alone replaces them.
      const keepBlocks = args.blocks === undefined && args.text === undefined;
      context.workspace.edit(message, keepBlocks ? {} : shown);
      return { ...posted(context, message), text: message.text };
    },
  },
  'chat.delete': {
    scope: 'chat:write',
    tier: 3,
    run: (context, args) => {
      const channel = visibleChannel(context, need(args, 'channel'));
      const message = ownMessage(context, channel.id, need(args, 'ts'), 'cant_delete_message');
      context.workspace.remove(message);
      return { channel: channel.id, ts: message.ts };
    },
  },
  'chat.postEphemeral': {
    scope: 'chat:write',
    tier: 4,
    run: (context, args) => {
      const channel = joinedChannel(context, need(args, 'channel'));
      const user = need(args, 'user');
      if (!channel.members.has(user)) throw new SlackError('user_not_in_channel');
      const threadTs = thread(context, channel.id, args);
      const message = context.workspace.post({
        channel: channel.id,
        user: bot.userId,
        ...content(context.workspace, args),
        threadTs,
        onlyFor: user,
      });
      return { message_ts: message.ts };
    },
  },
  'chat.getPermalink': {
    tier: 'post',
    run: (context, args) => {
      const channel = visibleChannel(context, need(args, 'channel'));
      const message = context.workspace.find(channel.id, need(args, 'message_ts'));
      if (message === undefined || message.onlyFor !== undefined) throw new SlackError('message_not_found');
      return { channel: channel.id, permalink: permalink(context, message) };
    },
  },
};

/** Opens the page at the message; Slack's own are https://shop.slack.com/archives/C…/p… */
export function permalink(context: Context, message: Message): string {
  const at = `${context.url()}/archives/${message.channel}/p${message.ts.replace('.', '')}`;
  return message.threadTs === undefined ? at : `${at}?thread_ts=${message.threadTs}&cid=${message.channel}`;
}
