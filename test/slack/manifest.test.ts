import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { methods } from '../../sandbox/slack/methods/index.ts';
import { commandsOf } from '../../src/commands/index.ts';
import { knownActions } from '../../src/flows/handle-delivery.ts';
import { listen, makeApp } from '../../src/slack/app.ts';
import { formActions } from '../../src/slack/listeners.ts';
import { botEvents, manifestOf, scopeless, scopes, shortcuts, slashCommands } from '../../src/slack/manifest.ts';

const url = 'https://your-host.example.com';
const read = (file: string) => JSON.parse(readFileSync(file, 'utf8'));

/** Every call of Slack's Web API that the bot's code makes, as `client.chat.postMessage(` or `app.client.…`. */
function callsMade(): readonly string[] {
  const files = readdirSync('src/slack', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.includes('doctor'))
    .map((file) => readFileSync(`src/slack/${file}`, 'utf8'));
  const found = files.flatMap((source) =>
    [...source.matchAll(/\bclient\??\.(\w+(?:\.\w+)+)\(/g)].map(([, call]) => call),
  );
  return [...new Set(found.map(String))].sort();
}

/** What Bolt was told to listen to, by its own words. */
function heard() {
  const said: string[] = [];
  const app = makeApp({
    access: { token: 'xoxb-x' },
    receiver: { init: () => {}, start: async () => {}, stop: async () => {} },
    apiUrl: null,
    logger: {
      debug() {},
      info() {},
      warn() {},
      error() {},
      setLevel() {},
      getLevel: () => 'info' as never,
      setName() {},
    },
  });
  const ear = new Proxy(app, {
    get: (target, name) =>
      ['command', 'shortcut', 'event', 'action', 'view'].includes(String(name))
        ? (what: unknown) => void said.push(`${String(name)} ${String(what)}`)
        : Reflect.get(target, name),
  });
  const commands = commandsOf({
    accept: async () => {},
    now: () => new Date(),
    langOf: () => 'en',
    onNotKept: () => {},
  });
  listen(ear, commands, {} as never);
  return said;
}

describe('the manifests', () => {
  it('are made from the one source, for HTTP and for Socket Mode', () => {
    expect(read('manifest.json')).toEqual(manifestOf({ mode: 'http', url }));
    expect(read('manifest.socket.json')).toEqual(manifestOf({ mode: 'socket' }));
  });

  it('differ only in what needs an address', () => {
    const socket = readFileSync('manifest.socket.json', 'utf8');

    expect(socket).not.toContain('url"');
    expect(read('manifest.socket.json').settings.socket_mode_enabled).toBe(true);
    expect(read('manifest.json').settings.socket_mode_enabled).toBe(false);
    expect(read('manifest.socket.json').oauth_config.scopes).toEqual(read('manifest.json').oauth_config.scopes);
  });

  it('list the commands, shortcuts and events that somebody listens to, and no other', () => {
    const listed = [
      ...slashCommands.map(({ command }) => `command ${command}`),
      ...shortcuts.map(({ callback_id }) => `shortcut ${callback_id}`),
      ...botEvents.map(({ event }) => `event ${event}`),
    ];

    expect(
      heard()
        .filter((one) => !/^(action|view) /.test(one))
        .sort(),
    ).toEqual(listed.sort());
  });

  it('have interactivity and the Home tab switched on, as buttons and Home need', () => {
    for (const file of ['manifest.json', 'manifest.socket.json']) {
      expect(read(file).settings.interactivity.is_enabled).toBe(true);
      expect(read(file).features.app_home.home_tab_enabled).toBe(true);
    }
    expect(knownActions).toEqual(expect.arrayContaining([...formActions]));
  });

  it('keep to the lengths that Slack sets', () => {
    for (const { name, description } of shortcuts) {
      expect(name.length).toBeLessThanOrEqual(24);
      expect(description.length).toBeLessThanOrEqual(150);
    }
    expect(slashCommands[0].usage_hint.length).toBeLessThanOrEqual(1_000);
    expect(manifestOf({ mode: 'socket' }).display_information.description.length).toBeLessThanOrEqual(140);
  });
});

describe('the scopes', () => {
  it('are those of the calls that are made, each with its reason, and no other', () => {
    const used = new Set(scopes.flatMap((scope) => scope.methods));

    expect(callsMade()).toEqual([...used, ...scopeless].filter((method) => method !== 'auth.test').sort());
    for (const { scope, methods: own, why } of scopes) {
      expect(why.length).toBeGreaterThan(10);
      if (scope !== 'commands') expect(own).not.toEqual([]);
    }
  });

  it('are those that the stand-in wants for the same calls', () => {
    const visible = {
      workspace: {
        channels: new Map([
          ['C1', { private: false }],
          ['G1', { private: true }],
        ]),
      },
    };
    const wanted = (method: string) =>
      ['C1', 'G1'].flatMap((channel) => {
        const { scope } = methods[method] ?? {};
        return (typeof scope === 'function' ? scope(visible as never, { channel }) : scope) ?? [];
      });
    const ours = (method: string) => scopes.filter((scope) => scope.methods.includes(method)).map(({ scope }) => scope);

    for (const method of scopes.flatMap((scope) => scope.methods)) {
      expect([method, ours(method)]).toEqual([method, expect.arrayContaining(wanted(method))]);
      expect([method, methods[method]]).not.toEqual([method, undefined]);
    }
    for (const method of scopeless) expect([method, methods[method]?.scope]).toEqual([method, undefined]);
  });
});
