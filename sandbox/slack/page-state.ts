import type { Json } from './json.ts';
import { topView } from './methods/views.ts';
import type { Message, Person } from './model.ts';
import { apiFile, apiMessage, apiView, isFinished } from './present.ts';
import { bot, people, slackbot } from './seed.ts';
import type { Workspace } from './workspace.ts';

/** An entry of the lightning menu, or of a message's. */
export interface Shortcut {
  readonly type: 'global' | 'message';
  readonly name: string;
  readonly callbackId: string;
  readonly description: string;
}

/** A slash command that the app registered: what the composer hints at. */
export interface Command {
  readonly command: string;
  readonly description: string;
  readonly usageHint: string;
}

/** A message as the page shows it to somebody. */
export function pageMessage(workspace: Workspace, message: Message): Json {
  return {
    ...apiMessage(workspace, message, false),
    channel: message.channel,
    thread_ts: message.threadTs,
    broadcast: message.broadcast,
    ephemeral: message.onlyFor !== undefined,
    files: message.files.map((id) => {
      const file = workspace.files.get(id);
      return { ...apiFile(workspace, id), ready: file !== undefined && isFinished(file, workspace.now()) };
    }),
  };
}

/** Everything that this person sees at first. */
export function snapshot(workspace: Workspace, person: Person, commands: readonly Command[], target: string): Json {
  const channels = visibleTo(workspace, person.id);
  return {
    team: workspace.team,
    bot: { id: bot.userId, name: workspace.botName },
    slackbot,
    people,
    me: person.id,
    commands,
    target,
    channels,
    messages: channels.flatMap((channel) =>
      workspace
        .messages(String(channel.id))
        .filter((message) => canSee(message, person.id))
        .map((message) => pageMessage(workspace, message)),
    ),
    view: viewFor(workspace, person.id),
    home: homeFor(workspace, person.id),
  };
}

export function visibleTo(workspace: Workspace, user: string): readonly Json[] {
  return [...workspace.channels.values()]
    .filter((channel) => channel.members.has(user))
    .map((channel) => ({
      id: channel.id,
      name: channel.name,
      private: channel.private,
      topic: channel.topic,
      members: [...channel.members],
    }));
}

export function canSee(message: Message, user: string): boolean {
  return message.onlyFor === undefined || message.onlyFor === user;
}

/** The app's Home tab as this person last got it. */
export function homeFor(workspace: Workspace, user: string): Json | null {
  const home = workspace.homes.get(user);
  return home === undefined ? null : apiView(home);
}

export function viewFor(workspace: Workspace, user: string): Json | null {
  const open = topView(workspace, user);
  return open === undefined ? null : apiView(open);
}
