import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pressInMessage, pressInView, slashCommand, submitView } from '../../sandbox/slack/interactions.ts';
import type { Json } from '../../sandbox/slack/json.ts';
import type { Message } from '../../sandbox/slack/model.ts';
import { type RunningSlack, startSlack } from '../../sandbox/slack/server.ts';
import type { Config } from '../../src/config/index.ts';
import type { Lang } from '../../src/domain/text.ts';
import { makeLog } from '../../src/log.ts';
import { type Bot, type Parts, startBot } from '../../src/wiring.ts';
import { testConfig } from '../support/config.ts';

export const CHANNEL = 'C0INCIDENTS';
/** The bot is no member here. */
export const ELSEWHERE = 'C0GENERAL';
const secret = 'house-secret';
const manifest = JSON.parse(readFileSync('manifest.json', 'utf8'));
const PATIENCE_MS = 15_000;

/** The real bot and the stand-in of Slack, in one process; the diagnosis is the test's. */
export interface House {
  readonly slack: RunningSlack;
  readonly bot: Bot;
  readonly dataDir: string;
  type(words: string, as?: string, channel?: string): Promise<void>;
  /** Presses the newest button whose action matches. */
  press(action: RegExp, as?: string): Promise<void>;
  /** Fills in the form that is open for this person. */
  submit(fields: Readonly<Record<string, Json | string>>, as?: string): Promise<void>;
  /** Presses a button of the Home tab. */
  pressHome(action: RegExp, as?: string): Promise<void>;
  /** Resolves with the first message, old or to come, that satisfies. */
  until(isIt: (message: Message) => boolean, channel?: string): Promise<Message>;
  messages(channel?: string): readonly Message[];
  /** Stops and starts the bot on the same data. */
  restart(parts?: Parts): Promise<void>;
  /** Presses a button as somebody sees it who has not seen the newest state. */
  pressStale(found: Found, as: string): Promise<void>;
  close(): Promise<void>;
}

export interface Ways {
  readonly settings?: Partial<Config>;
  /** Slack is heard over Socket Mode instead of HTTP. */
  readonly socket?: boolean;
}

const appToken = 'xapp-house';

export async function openHouse(
  parts: Parts,
  lang: Lang = 'en',
  { socket = false, settings = {} }: Ways = {},
): Promise<House> {
  const dataDir = mkdtempSync(join(tmpdir(), 'slack-house-'));
  let aheadMs = 0;
  const slack = await startSlack({
    port: 0,
    scopes: manifest.oauth_config.scopes.bot,
    token: 'xoxb-house',
    signingSecret: secret,
    ...(socket && { appToken }),
    now: () => Date.now() + aheadMs,
  });
  // Slack's clock runs ahead with each message, so that its limit of one a second holds without waiting.
  slack.workspace.listen(({ kind }) => {
    if (kind === 'message') aheadMs += 1_000;
  });
  const { slack: plain, ...rest } = testConfig({ dataDir, lang, ...settings });
  const heard = socket ? { appToken } : { signingSecret: secret };
  const own = { botToken: 'xoxb-house', ...heard, apiUrl: slack.apiUrl, host: '127.0.0.1', port: 0 };
  const config: Config = { ...rest, slack: { ...plain, ...own } };
  const start = async (own: Parts) => {
    const started = await startBot(config, makeLog('silent'), { gapMs: 0, drainMs: 100, ...own });
    slack.setBot(`http://127.0.0.1:${started.port}/slack/events`);
    return started;
  };
  let bot = await start(parts);
  const person = (id: string) => {
    const found = slack.workspace.person(id);
    if (found === undefined) throw new Error(`there is nobody called ${id}`);
    return found;
  };
  return {
    slack,
    get bot() {
      return bot;
    },
    dataDir,
    async type(words, as = 'U0BEN', channel = CHANNEL) {
      const done = await slashCommand(slack.slack, person(as), channel, '/502', words);
      if (!done.ok) throw new Error(`Slack says ${done.error}`);
    },
    async press(action, as = 'U0BEN') {
      const found = buttonsOf(slack.workspace.messages(CHANNEL)).findLast(({ id }) => action.test(id));
      if (found === undefined) throw new Error(`no button ${action}`);
      const done = await pressInMessage(slack.slack, person(as), found.message, found.element, {});
      if (!done.ok) throw new Error(`Slack says ${done.error}`);
    },
    async pressHome(action, as = 'U0BEN') {
      const home = slack.workspace.homes.get(as);
      const found = ((home?.view.blocks ?? []) as readonly Json[])
        .flatMap(({ type, elements }) => (type === 'actions' ? (elements as readonly Json[]) : []))
        .find(({ action_id: id }) => action.test(String(id)));
      if (home === undefined || found === undefined) throw new Error(`no button ${action} in Home`);
      const done = await pressInView(slack.slack, person(as), home, found, {});
      if (!done.ok) throw new Error(`Slack says ${done.error}`);
    },
    async submit(fields, as = 'U0BEN') {
      const isOpen = () => [...slack.workspace.views.values()].findLast(({ user }) => user === as);
      const open = await eventually(slack, isOpen, () => 'no form is open');
      const state = Object.fromEntries(
        Object.entries(fields).map(([name, value]) => [name, { value: typeof value === 'string' ? { value } : value }]),
      );
      const done = await submitView(slack.slack, person(as), open, state);
      if (!done.ok) throw new Error(`Slack says ${done.error}`);
      if (done.errors !== undefined) throw new Error(JSON.stringify(done.errors));
    },
    until(isIt, channel = CHANNEL) {
      const seen = () => slack.workspace.messages(channel).map(({ text }) => text.slice(0, 160));
      const found = () => slack.workspace.messages(channel).find(isIt);
      return eventually(slack, found, () => `never seen; there is:\n${seen().join('\n---\n')}`);
    },
    messages: (channel = CHANNEL) => slack.workspace.messages(channel),
    async restart(changed = parts) {
      await bot.stop();
      bot = await start(changed);
    },
    async pressStale({ message, element }, as) {
      await pressInMessage(slack.slack, person(as), message, element, {});
    },
    async close() {
      await bot.stop();
      await slack.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Looks now and whenever something happens in Slack. */
function eventually<T>({ workspace }: RunningSlack, look: () => T | undefined, complaint: () => string): Promise<T> {
  return new Promise((resolve, reject) => {
    const settle = () => {
      const found = look();
      if (found === undefined) return;
      clearTimeout(limit);
      stop();
      resolve(found);
    };
    const limit = setTimeout(() => {
      stop();
      reject(new Error(complaint()));
    }, PATIENCE_MS);
    const stop = workspace.listen(settle);
    settle();
  });
}

export interface Found {
  readonly id: string;
  readonly message: Message;
  readonly element: Json;
}

export function buttonsOf(messages: readonly Message[]): readonly Found[] {
  return messages.flatMap((message) =>
    message.blocks
      .filter(({ type }) => type === 'actions')
      .flatMap((block) =>
        (block.elements as readonly Json[]).map((element) => ({
          id: String(element.action_id),
          message,
          element: { ...element, block_id: block.block_id ?? null },
        })),
      ),
  );
}
