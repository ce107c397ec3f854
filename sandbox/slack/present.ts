import type { Json } from './json.ts';
import type { Message, OpenView, SlackFile } from './model.ts';
import { bot } from './seed.ts';
import type { Workspace } from './workspace.ts';

/** A message as the Web API gives it. Metadata only to those who ask for it. */
export function apiMessage(workspace: Workspace, message: Message, withMetadata: boolean): Json {
  const replies = message.threadTs === undefined ? workspace.replies(message) : [];
  return {
    type: 'message',
    user: message.user,
    ts: message.ts,
    text: message.text,
    team: workspace.team.id,
    ...(message.byBot && {
      bot_id: bot.id,
      app_id: bot.appId,
      bot_profile: { id: bot.id, name: workspace.botName, app_id: bot.appId, team_id: workspace.team.id },
    }),
    ...(message.blocks.length > 0 && { blocks: message.blocks }),
    ...threadFields(workspace, message, replies),
    ...(message.edited !== undefined && message.blocks.length === 0 && { edited: message.edited }),
    ...(message.files.length > 0 && { files: message.files.map((id) => apiFile(workspace, id)) }),
    ...(message.reactions.size > 0 && { reactions: reactionsOf(message) }),
    ...(withMetadata && message.metadata !== undefined && { metadata: message.metadata }),
  };
}

function threadFields(workspace: Workspace, message: Message, replies: readonly Message[]): Json {
  if (message.threadTs !== undefined) {
    const parent = workspace.find(message.channel, message.threadTs);
    return {
      thread_ts: message.threadTs,
      parent_user_id: parent?.user,
      ...(message.broadcast && { subtype: 'thread_broadcast' }),
    };
  }
  if (replies.length === 0) return {};
  return {
    thread_ts: message.ts,
    reply_count: replies.length,
    reply_users: [...new Set(replies.map((reply) => reply.user))],
    latest_reply: replies.at(-1)?.ts,
  };
}

function reactionsOf(message: Message): readonly Json[] {
  return [...message.reactions].map(([name, users]) => ({ name, users: [...users], count: users.size }));
}

export function apiFile(workspace: Workspace, id: string): Json {
  const file = workspace.files.get(id);
  if (file === undefined) return { id, mode: 'tombstone' };
  return {
    id,
    created: Math.floor(file.createdAt / 1000),
    name: file.name,
    title: file.title,
    ...(file.altText !== '' && { alt_txt: file.altText }),
    user: bot.userId,
    size: file.length,
    channels: [...file.channels],
    url_private: `/files/${id}/${encodeURIComponent(file.name)}`,
    permalink: `/files/${id}/${encodeURIComponent(file.name)}`,
    ...(isFinished(file, workspace.now()) && {
      mimetype: mimetype(file.name),
      filetype: file.name.split('.').at(-1) ?? 'text',
    }),
  };
}

export function isFinished(file: SlackFile, now: number): boolean {
  return file.readyAt !== undefined && file.readyAt <= now;
}

const types: Readonly<Record<string, string>> = {
  md: 'text/markdown',
  json: 'application/json',
  txt: 'text/plain',
  log: 'text/plain',
  csv: 'text/csv',
  html: 'text/html',
  png: 'image/png',
  pdf: 'application/pdf',
};

export function mimetype(name: string): string {
  return types[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
}

/** A view as payloads and methods give it. */
export function apiView(open: OpenView, state: Json = {}): Json {
  return {
    private_metadata: '',
    callback_id: '',
    clear_on_close: false,
    notify_on_close: false,
    ...open.view,
    id: open.id,
    team_id: open.team,
    state: { values: state },
    hash: open.hash,
    root_view_id: open.rootId,
    previous_view_id: open.previousId ?? null,
    app_id: bot.appId,
    bot_id: bot.id,
  };
}
