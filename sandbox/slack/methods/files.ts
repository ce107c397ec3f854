import { randomBytes } from 'node:crypto';
import { SlackError } from '../errors.ts';
import { type Json, objects, text, whole } from '../json.ts';
import { limits } from '../limits.ts';
import { apiFile } from '../present.ts';
import { bot } from '../seed.ts';
import { assertMessageBlocks } from '../validate.ts';
import { type Context, joinedChannel, type Methods, need } from './context.ts';

/** How long Slack works on an upload after it said that it is complete. */
const workMs = 400;

function complete(context: Context, entry: Json): string {
  const file = context.workspace.files.get(text(entry.id) ?? '');
  if (file === undefined) throw new SlackError('file_not_found');
  if (file.bytes === undefined) throw new SlackError('file_not_found', { detail: 'nothing was uploaded yet' });
  if (file.readyAt !== undefined) throw new SlackError('already_completed');
  file.title = text(entry.title) ?? file.name;
  file.readyAt = context.now() + workMs;
  return file.id;
}

function share(context: Context, args: Json, files: readonly string[]): void {
  const channel = joinedChannel(context, args.channel_id);
  const threadTs = text(args.thread_ts);
  const parent = threadTs === undefined ? undefined : context.workspace.find(channel.id, threadTs);
  if (threadTs !== undefined && parent === undefined) throw new SlackError('invalid_thread_ts');
  const comment = text(args.initial_comment) ?? '';
  // A comment beats blocks, as in Slack.
  const blocks =
    comment === '' && args.blocks !== undefined ? assertMessageBlocks(args.blocks, context.workspace.takesCharts) : [];
  context.rates.post(channel.id);
  for (const id of files) context.workspace.files.get(id)?.channels.add(channel.id);
  const message = context.workspace.post({
    channel: channel.id,
    user: bot.userId,
    text: comment,
    blocks,
    threadTs: parent?.threadTs ?? parent?.ts,
    files,
  });
  setTimeout(() => context.workspace.announce({ kind: 'message', message }), workMs + 20).unref();
}

export const files: Methods = {
  'files.getUploadURLExternal': {
    scope: 'files:write',
    tier: 4,
    run: (context, args) => {
      const name = need(args, 'filename');
      const length = whole(args.length);
      if (length === undefined || length <= 0)
        throw new SlackError('invalid_arguments', {
          response_metadata: { messages: ['[ERROR] must be greater than 0 [json-pointer:/length]'] },
        });
      if (length > limits.file.bytes) throw new SlackError('file_size_limit_exceeded');
      const altText = text(args.alt_txt) ?? '';
      if (altText.length > limits.file.altText) throw new SlackError('alt_txt_too_large');
      const id = `F0${randomBytes(5).toString('hex').toUpperCase()}`;
      context.workspace.files.set(id, {
        id,
        name,
        length,
        createdAt: context.now(),
        title: name,
        altText,
        bytes: undefined,
        readyAt: undefined,
        channels: new Set(),
      });
      return { upload_url: `${context.url()}/upload/v1/${id}`, file_id: id };
    },
  },
  'files.completeUploadExternal': {
    scope: 'files:write',
    tier: 4,
    run: (context, args) => {
      const entries = objects(args.files);
      if (entries.length === 0)
        throw new SlackError('invalid_arguments', {
          response_metadata: { messages: ['[ERROR] missing required field: files'] },
        });
      if (args.channel_id !== undefined) joinedChannel(context, args.channel_id);
      const done = entries.map((entry) => complete(context, entry));
      if (args.channel_id !== undefined) share(context, args, done);
      return { files: done.map((id) => apiFile(context.workspace, id)) };
    },
  },
  'files.info': {
    scope: 'files:read',
    tier: 4,
    run: (context, args) => {
      const id = need(args, 'file');
      if (!context.workspace.files.has(id)) throw new SlackError('file_not_found');
      return { file: apiFile(context.workspace, id) };
    },
  },
};
