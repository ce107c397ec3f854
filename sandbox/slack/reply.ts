import type { IncomingMessage, ServerResponse } from 'node:http';
import { SlackError } from './errors.ts';
import { readBody, send } from './http.ts';
import type { Journal } from './journal.ts';
import { flag, isObject, type Json, parse, text } from './json.ts';
import { content } from './methods/chat.ts';
import type { Passes, ReplyPass } from './passes.ts';
import { bot } from './seed.ts';
import type { Workspace } from './workspace.ts';

/** Puts the answer to a command or a press where the person is: works without any scope or membership. */
export function applyReply(workspace: Workspace, pass: Omit<ReplyPass, 'at' | 'left'>, body: Json): string | undefined {
  const original = pass.original;
  if (flag(body.delete_original)) {
    if (original !== undefined) workspace.remove(original);
    return original?.ts;
  }
  const shown = content(workspace, body);
  if (flag(body.replace_original) && original !== undefined) {
    workspace.edit(original, shown);
    return original.ts;
  }
  const onlyFor = body.response_type === 'in_channel' ? undefined : pass.user;
  const threadTs = text(body.thread_ts) ?? pass.threadTs;
  return workspace.post({ channel: pass.channel, user: bot.userId, ...shown, threadTs, onlyFor }).ts;
}

/** Answers a POST to a response_url: five uses in 30 minutes, then 404. */
export async function serveReply(
  parts: { readonly workspace: Workspace; readonly passes: Passes; readonly journal: Journal },
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const parsed = parse((await readBody(request)).toString('utf8'));
  const body = isObject(parsed) ? parsed : {};
  const entry = parts.journal.open('response_url', body, parts.workspace.now());
  const pass = parts.passes.takeReply(path);
  if (pass === undefined) {
    entry.error = 'expired_url';
    entry.answered = 'error';
    return send(response, 404, 'text/plain', 'expired_url');
  }
  try {
    entry.ts = applyReply(parts.workspace, pass, body) ?? null;
    entry.accepted = true;
    entry.answered = 'ok';
    send(response, 200, 'text/plain', 'ok');
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    entry.error = error.error;
    entry.answered = 'error';
    send(response, 500, 'text/plain', error.error);
  }
}
