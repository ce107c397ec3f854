import { existsSync, readFileSync } from 'node:fs';
import { isObject, type Json, list, objects, parse, text } from '../slack/json.ts';
import type { Command, Shortcut } from '../slack/page-state.ts';

const file = new URL('../../manifest.json', import.meta.url);

const at = (value: unknown, name: string): Json => {
  const inner = isObject(value) ? value[name] : undefined;
  return isObject(inner) ? inner : {};
};

interface Installed {
  readonly scopes?: readonly string[];
  readonly commands?: readonly Command[];
  readonly shortcuts?: readonly Shortcut[];
  readonly events?: readonly string[];
  readonly botName?: string;
}

/** What installing the app from its manifest gives it. Empty where there is no manifest. */
export function installed(): Installed {
  const manifest = existsSync(file) ? parse(readFileSync(file, 'utf8')) : undefined;
  if (manifest === undefined) return {};
  const scopes = list(at(at(manifest, 'oauth_config'), 'scopes').bot).filter((scope) => typeof scope === 'string');
  const commands = objects(at(manifest, 'features').slash_commands).map((command) => ({
    command: text(command.command) ?? '',
    description: text(command.description) ?? '',
    usageHint: text(command.usage_hint) ?? '',
  }));
  const shortcuts = objects(at(manifest, 'features').shortcuts).map((shortcut) => ({
    type: shortcut.type === 'message' ? ('message' as const) : ('global' as const),
    name: text(shortcut.name) ?? '',
    callbackId: text(shortcut.callback_id) ?? '',
    description: text(shortcut.description) ?? '',
  }));
  const subscribed = list(at(at(manifest, 'settings'), 'event_subscriptions').bot_events);
  const events = subscribed.filter((event) => typeof event === 'string');
  const botName = text(at(at(manifest, 'features'), 'bot_user').display_name);
  return { scopes, commands, shortcuts, events, ...(botName !== undefined && { botName }) };
}
