import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { commandsOf } from '../../src/commands/index.ts';
import { knownActions } from '../../src/flows/handle-delivery.ts';
import { formActions } from '../../src/slack/listeners.ts';

const manifest = JSON.parse(readFileSync('manifest.json', 'utf8'));

/** The scope behind each call of the Web API that the program makes. */
const scopeOf: Readonly<Record<string, readonly string[]>> = {
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'chat.delete': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.getPermalink': [],
  'conversations.history': ['channels:history', 'groups:history'],
  'conversations.replies': ['channels:history', 'groups:history'],
  filesUploadV2: ['files:write'],
  'views.open': [],
  'users.info': ['users:read'],
};

describe('manifest.json', () => {
  it('lists the commands that somebody listens to', () => {
    const listed = manifest.features.slash_commands.map(({ command }: { command: string }) => command);

    expect(listed).toEqual(
      Object.keys(
        commandsOf({
          accept: async () => {},
          now: () => new Date(),
          langOf: () => 'en',
          onNotKept: () => undefined,
        }),
      ),
    );
  });

  it('asks for the scopes of the calls that are made, and for no other', () => {
    const source = ['messenger', 'look-back'].map((name) => readFileSync(`src/slack/${name}.ts`, 'utf8')).join('\n');
    const calls = [...source.matchAll(/client\.((?:\w+\.)?\w+)\(/g)].map(([, call]) => String(call));
    const needed = new Set([
      'commands',
      ...calls.flatMap((call) => scopeOf[call] ?? [`no scope is known for ${call}`]),
    ]);

    expect([...manifest.oauth_config.scopes.bot].sort()).toEqual([...needed].sort());
  });

  it('has interactivity switched on, as buttons need', () => {
    expect(manifest.settings.interactivity.is_enabled).toBe(true);
    expect(knownActions).toEqual(expect.arrayContaining([...formActions]));
  });
});
