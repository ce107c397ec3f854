import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serveAdmin } from './admin.ts';
import { type BotAddress, verifyUrl } from './deliver.ts';
import { tellBot } from './events.ts';
import { Faults } from './faults.ts';
import { readBody, send, sendJson } from './http.ts';
import type { Slack } from './interactions.ts';
import { type Entry, Journal } from './journal.ts';
import { limits } from './limits.ts';
import type { Context } from './methods/context.ts';
import type { Channel, Team } from './model.ts';
import { type Page, servePage } from './page-routes.ts';
import type { Command, Shortcut } from './page-state.ts';
import { Passes } from './passes.ts';
import { Rates } from './rate.ts';
import { serveReply } from './reply.ts';
import { SocketHub } from './sockets.ts';
import { consentPage, type OAuthApp, Tenants } from './tenants.ts';
import { serveApi, type WebApi } from './web-api.ts';
import { Workspace } from './workspace.ts';

/** The page's files by path, made once. */
export type Assets = ReadonlyMap<string, { readonly type: string; readonly body: string }>;

export interface SlackOptions {
  /** 0 takes any free one. */
  readonly port: number;
  readonly token: string;
  readonly signingSecret: string;
  /** xapp-…: the app uses Socket Mode, and hears nothing at its URL. */
  readonly appToken?: string;
  /** Where the bot hears; may be told later with `setBot`. */
  readonly botUrl?: string;
  readonly scopes?: readonly string[];
  readonly commands?: readonly Command[];
  readonly shortcuts?: readonly Shortcut[];
  /** The app for several workspaces: they install it at /oauth/v2/authorize, and `token` is not used. */
  readonly oauth?: OAuthApp;
  /** What the app subscribed to; everything that the stand-in knows unless told. */
  readonly events?: readonly string[];
  readonly target?: string;
  readonly botName?: string;
  readonly now?: () => number;
  readonly ackMs?: number;
  readonly page?: () => Promise<Assets>;
}

export interface RunningSlack {
  readonly url: string;
  readonly apiUrl: string;
  readonly workspace: Workspace;
  readonly faults: Faults;
  /** The interactions behind the page, for tests that need no browser. */
  readonly slack: Slack;
  readonly page: Page;
  readonly sockets: SocketHub;
  /** Another workspace, with people and channels of the same names; gives its interactions. */
  addWorkspace(team: Team, channels: readonly Channel[]): Slack;
  /** The workspace removes the app: its tokens end, and the app is told. */
  uninstall(slack: Slack): Promise<void>;
  journal(filter?: { readonly method?: string; readonly since?: number }): readonly Entry[];
  setBot(url: string): void;
  /** Slack's check of the request URL. */
  verifyBot(): Promise<boolean>;
  close(): Promise<void>;
}

/** The scopes of a usual installation; the sandbox itself reads those of the manifest. */
export const usualScopes = [
  'commands',
  'chat:write',
  'chat:write.public',
  'files:write',
  'files:read',
  'channels:history',
  'groups:history',
  'channels:read',
  'groups:read',
  'users:read',
];

const usualEvents = ['app_home_opened', 'app_uninstalled', 'tokens_revoked'];

const usualCommands: readonly Command[] = [
  { command: '/502', description: 'Who made the 502s, and why', usageHint: 'check TARGET [60m]' },
];

/** Starts Slack on this machine, for one app in one workspace. Listens on 127.0.0.1 only. */
export async function startSlack(options: SlackOptions): Promise<RunningSlack> {
  const now = options.now ?? Date.now;
  const workspace = new Workspace(now, options.botName ?? 'fiveohtwo');
  const passes = new Passes(now, workspace.team.id);
  const faults = new Faults();
  const journal = new Journal();
  const sockets = new SocketHub();
  const bot: BotAddress = {
    url: options.botUrl ?? 'http://127.0.0.1:9/slack/events',
    signingSecret: options.signingSecret,
    ackMs: options.ackMs ?? limits.ackMs,
    ...(options.appToken !== undefined && { sockets }),
  };
  let address = '';
  const url = (): string => address;
  const tenants = new Tenants(options.oauth);
  const context: Context = {
    workspace,
    rates: new Rates(now),
    passes,
    scopes: new Set(options.scopes ?? usualScopes),
    now,
    url,
    sockets,
    tenants,
  };
  tenants.add(context, options.oauth === undefined ? options.token : undefined);
  const api: WebApi = { context, faults, journal, appToken: options.appToken };
  const events = new Set(options.events ?? usualEvents);
  const slack: Slack = { workspace, passes, bot, now, url, events };
  const { commands = usualCommands, shortcuts = [], target = 'shop-alb' } = options;
  const page: Page = { slack, commands, shortcuts, target };
  const replies: Slack[] = [slack];
  const site: Site = { api, page, replies, assets: options.page };

  const server = createServer((request, response) => {
    route(site, request, response).catch((error: unknown) => {
      sendJson(response, 500, { ok: false, error: 'fatal_error', detail: String(error) });
    });
  });
  server.on('upgrade', (request, socket, head) => sockets.upgrade(request, socket, head));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url: address,
    apiUrl: `${address}/api/`,
    workspace,
    faults,
    slack,
    page,
    sockets,
    addWorkspace: (team, channels) => {
      const own = new Workspace(now, workspace.botName, team, channels);
      const ownPasses = new Passes(now, team.id);
      tenants.add({ ...context, workspace: own, passes: ownPasses, rates: new Rates(now) });
      const other: Slack = { ...slack, workspace: own, passes: ownPasses };
      replies.push(other);
      return other;
    },
    uninstall: async (from) => {
      tenants.revoke(from.workspace.team.id);
      await tellBot(from, { type: 'tokens_revoked', tokens: { oauth: [], bot: ['U0FIVEOHTWO'] } });
      await tellBot(from, { type: 'app_uninstalled' });
    },
    journal: (filter) => journal.read(filter),
    setBot: (botUrl) => {
      bot.url = botUrl;
    },
    verifyBot: () => verifyUrl(bot, now()),
    close: () =>
      new Promise((resolve) => {
        faults.clear();
        sockets.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Site {
  readonly api: WebApi;
  readonly page: Page;
  /** Workspaces whose response_urls are answered. */
  readonly replies: readonly Slack[];
  readonly assets: (() => Promise<Assets>) | undefined;
}

async function route(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const path = url.pathname;
  if (path.startsWith('/api/')) return serveApi(site.api, path.slice('/api/'.length), request, response);
  if (/^\/(commands|actions)\//.test(path)) {
    const own = site.replies.find(({ workspace }) => path.split('/')[2] === workspace.team.id) ?? site.page.slack;
    return serveReply({ ...site.api, ...own }, path, request, response);
  }
  if (path === '/oauth/v2/authorize') return consent(site, url, response);
  if (path.startsWith('/upload/v1/')) return upload(site, path, request, response);
  if (path.startsWith('/_sandbox/'))
    return serveAdmin({ ...site.api, ...site.api.context, bot: site.page.slack.bot }, url, request, response);
  if (await servePage(site.page, path, url, request, response)) return;
  await asset(site, path, response);
}

/** Somebody installs the app: chooses a workspace, and goes back to the app with a code. */
function consent(site: Site, { searchParams: query }: URL, response: ServerResponse): void {
  const { tenants } = site.api.context;
  const team = query.get('team');
  const fallback = new URL('/slack/oauth_redirect', site.page.slack.bot.url).href;
  const location = team === null ? undefined : tenants.authorize(query, team, fallback);
  if (location !== undefined) send(response, 302, 'text/plain', '', { location });
  else if (team === null) send(response, 200, 'text/html; charset=utf-8', consentPage(query, tenants.teams));
  else send(response, 400, 'text/plain', 'invalid client_id or team');
}

/** Step two of an upload: raw bytes, or the multipart form that the SDK sends. */
async function upload(site: Site, path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const file = site.api.context.workspace.files.get(path.split('/').at(-1) ?? '');
  const body = await readBody(request);
  if (file === undefined) return send(response, 404, 'text/plain', 'file_not_found');
  const type = request.headers['content-type'] ?? '';
  file.bytes = type.startsWith('multipart/form-data') ? await firstPart(body, type) : body;
  send(response, 200, 'text/plain', `OK - ${file.bytes.length}`);
}

async function firstPart(body: Buffer, type: string): Promise<Buffer> {
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  for (const value of form.values()) {
    return typeof value === 'string' ? Buffer.from(value) : Buffer.from(await value.arrayBuffer());
  }
  return Buffer.alloc(0);
}

const policy =
  "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; connect-src 'self'; frame-ancestors 'none'";

async function asset(site: Site, path: string, response: ServerResponse): Promise<void> {
  const assets = await site.assets?.();
  // A permalink is the page too: it opens at that message.
  const found = assets?.get(path.startsWith('/archives/') ? '/' : path);
  if (found === undefined) return send(response, 404, 'text/plain', 'not found');
  send(response, 200, found.type, found.body, { 'content-security-policy': policy, 'cache-control': 'no-store' });
}
