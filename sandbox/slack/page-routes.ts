import type { IncomingMessage, ServerResponse } from 'node:http';
import { openHome } from './events.ts';
import { readBody, send, sendJson } from './http.ts';
import {
  closeView,
  type Done,
  globalShortcut,
  messageShortcut,
  pressInMessage,
  pressInView,
  type Slack,
  slashCommand,
  submitView,
} from './interactions.ts';
import { isObject, type Json, parse, text } from './json.ts';
import type { Channel, Happening, Message, OpenView, Person } from './model.ts';
import {
  type Command,
  canSee,
  homeFor,
  pageMessage,
  type Shortcut,
  snapshot,
  viewFor,
  visibleTo,
} from './page-state.ts';
import { mimetype } from './present.ts';
import { bot, slackbot } from './seed.ts';

export interface Page {
  readonly slack: Slack;
  readonly commands: readonly Command[];
  readonly shortcuts: readonly Shortcut[];
  /** What the welcome suggests to check. */
  readonly target: string;
}

/** What the page does for the person who acts: `POST /page/<action>` with `{as, …}`. */
const actions: Readonly<Record<string, (page: Page, person: Person, body: Json) => Promise<Done> | Done>> = {
  say,
  press: async (page, person, body) => {
    const element = isObject(body.element) ? body.element : {};
    const state = isObject(body.state) ? body.state : {};
    if (body.view_id !== undefined) {
      const open = viewAt(page, person, String(body.view_id));
      return open === undefined ? gone : pressInView(page.slack, person, open, element, state);
    }
    const message = page.slack.workspace.find(text(body.channel) ?? '', text(body.ts) ?? '');
    return message === undefined ? gone : pressInMessage(page.slack, person, message, element, state);
  },
  home: async (page, person) => {
    const told = await openHome(page.slack, person);
    return told === undefined || told.ok ? { ok: true } : { ok: false, error: told.error };
  },
  shortcut: async (page, person, body) => {
    const callbackId = text(body.callback_id) ?? '';
    if (body.ts === undefined) return globalShortcut(page.slack, person, callbackId);
    const message = page.slack.workspace.find(text(body.channel) ?? '', text(body.ts) ?? '');
    return message === undefined ? gone : messageShortcut(page.slack, person, callbackId, message);
  },
  submit: async (page, person, body) => {
    const open = page.slack.workspace.views.get(String(body.view_id));
    return open === undefined ? gone : submitView(page.slack, person, open, isObject(body.state) ? body.state : {});
  },
  close: async (page, person, body) => {
    const open = page.slack.workspace.views.get(String(body.view_id));
    return open === undefined ? gone : closeView(page.slack, person, open);
  },
};

/** An open modal, or this person's Home tab. */
function viewAt({ slack }: Page, person: Person, id: string): OpenView | undefined {
  const home = slack.workspace.homes.get(person.id);
  return slack.workspace.views.get(id) ?? (home?.id === id ? home : undefined);
}

const gone: Done = { ok: false, error: 'message_not_found' };

/** True when the request was for the page. */
export async function servePage(
  page: Page,
  path: string,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  if (path === '/page/events') return events(page, url, request, response);
  if (path.startsWith('/files/')) return file(page, path, response);
  const act = path.startsWith('/page/') ? actions[path.slice('/page/'.length)] : undefined;
  if (act === undefined || request.method !== 'POST') return false;
  const parsed = parse((await readBody(request)).toString('utf8'));
  const body = isObject(parsed) ? parsed : {};
  const person = page.slack.workspace.person(text(body.as) ?? '');
  sendJson(
    response,
    200,
    person === undefined ? { ok: false, error: 'user_not_found' } : await act(page, person, body),
  );
  return true;
}

async function say(page: Page, person: Person, body: Json): Promise<Done> {
  const channel = page.slack.workspace.channels.get(text(body.channel) ?? '');
  const words = (text(body.text) ?? '').trim();
  if (channel === undefined || words === '') return gone;
  const [first = '', ...rest] = words.split(/\s+/);
  const threadTs = text(body.thread_ts);
  if (first.startsWith('/')) return command(page, person, channel, threadTs, first, rest.join(' '));
  page.slack.workspace.post({ channel: channel.id, user: person.id, text: escapeText(words), threadTs });
  return { ok: true };
}

async function command(
  page: Page,
  person: Person,
  channel: Channel,
  threadTs: string | undefined,
  name: string,
  words: string,
): Promise<Done> {
  const { workspace } = page.slack;
  const tell = (said: string): Done => {
    workspace.post({ channel: channel.id, user: slackbot, text: said, onlyFor: person.id, threadTs });
    return { ok: true };
  };
  if (name === '/invite') {
    if (!words.includes(workspace.botName)) return tell(`Try \`/invite @${workspace.botName}\`.`);
    channel.members.add(bot.userId);
    workspace.announce({ kind: 'channels' });
    workspace.post({
      channel: channel.id,
      user: slackbot,
      text: `<@${bot.userId}> was added to #${channel.name} by <@${person.id}>.`,
    });
    return { ok: true };
  }
  if (!page.commands.some((known) => known.command === name)) return tell(`\`${name}\` is not a valid command.`);
  if (threadTs !== undefined) return tell(`\`${name}\` is not supported in threads. Sorry!`);
  return slashCommand(page.slack, person, channel.id, name, words);
}

function escapeText(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Server-sent events: a snapshot, then what happens, filtered for the person who looks. */
function events(page: Page, url: URL, request: IncomingMessage, response: ServerResponse): boolean {
  const { workspace } = page.slack;
  const person = workspace.person(url.searchParams.get('as') ?? '') ?? workspace.people[0];
  if (person === undefined) return false;
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    connection: 'keep-alive',
  });
  const tell = (data: Json): boolean => response.write(`data: ${JSON.stringify(data)}\n\n`);
  const { shortcuts } = page;
  const socketMode = page.slack.bot.sockets !== undefined;
  tell({ kind: 'snapshot', ...snapshot(workspace, person, page.commands, page.target), shortcuts, socketMode });
  const stop = workspace.listen((happening) => {
    for (const data of told(page, person, happening)) tell(data);
  });
  const beat = setInterval(() => response.write(': beat\n\n'), 15_000).unref();
  request.on('close', () => {
    clearInterval(beat);
    stop();
  });
  return true;
}

/** What one happening means for one person: a reply changes its parent too. */
function told(page: Page, person: Person, happening: Happening): readonly Json[] {
  const { workspace } = page.slack;
  switch (happening.kind) {
    case 'message':
      return toldOfMessage(page, person, happening.message);
    case 'gone':
      return happening.onlyFor === undefined || happening.onlyFor === person.id ? [{ ...happening }] : [];
    case 'channels':
      return [{ kind: 'channels', channels: visibleTo(workspace, person.id) }];
    case 'home':
      return happening.user === person.id ? [{ kind: 'home', view: homeFor(workspace, person.id) }] : [];
    case 'view':
      return happening.user === person.id ? [{ kind: 'view', view: viewFor(workspace, person.id) }] : [];
  }
}

function toldOfMessage(page: Page, person: Person, message: Message): readonly Json[] {
  const { workspace } = page.slack;
  if (!canSee(message, person.id) || !workspace.channels.get(message.channel)?.members.has(person.id)) return [];
  const parent = message.threadTs === undefined ? undefined : workspace.find(message.channel, message.threadTs);
  const changed = parent === undefined ? [message] : [message, parent];
  return changed.map((one) => ({ kind: 'message', message: pageMessage(workspace, one) }));
}

function file(page: Page, path: string, response: ServerResponse): boolean {
  const found = page.slack.workspace.files.get(path.split('/')[2] ?? '');
  if (found?.bytes === undefined) return false;
  const type = mimetype(found.name);
  // Whatever was uploaded is shown as text or offered to keep, never run as a page of ours.
  const shown = type.startsWith('image/') || type === 'application/pdf' ? type : 'text/plain; charset=utf-8';
  send(response, 200, shown, found.bytes, {
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(found.name)}`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': 'sandbox',
  });
  return true;
}
