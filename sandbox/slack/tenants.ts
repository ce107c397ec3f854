import { randomBytes } from 'node:crypto';
import { SlackError } from './errors.ts';
import { type Json, text } from './json.ts';
import type { Context } from './methods/context.ts';
import { bot } from './seed.ts';

export interface OAuthApp {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** The workspaces that know the app, and the tokens that it holds for them. */
export class Tenants {
  readonly #app: OAuthApp | undefined;
  readonly #teams = new Map<string, Context>();
  readonly #tokens = new Map<string, Context>();
  readonly #codes = new Map<string, { readonly team: string; readonly redirectUri: string | undefined }>();
  #issued = 0;

  constructor(app: OAuthApp | undefined) {
    this.#app = app;
  }

  add(context: Context, token?: string): void {
    this.#teams.set(context.workspace.team.id, context);
    if (token !== undefined) this.#tokens.set(token, context);
  }

  of(token: string): Context | undefined {
    return this.#tokens.get(token);
  }

  get teams(): readonly Context[] {
    return [...this.#teams.values()];
  }

  /** The app's tokens for a workspace hold no more. */
  revoke(team: string): void {
    for (const [token, context] of this.#tokens) if (context.workspace.team.id === team) this.#tokens.delete(token);
  }

  /** An administrator of the workspace said yes: where the browser goes next. Undefined when the request is wrong. */
  authorize(query: URLSearchParams, team: string, fallback: string): string | undefined {
    if (this.#app === undefined || query.get('client_id') !== this.#app.clientId || !this.#teams.has(team))
      return undefined;
    const code = randomBytes(8).toString('hex');
    const redirectUri = query.get('redirect_uri') ?? undefined;
    this.#codes.set(code, { team, redirectUri });
    const next = new URL(redirectUri ?? fallback);
    next.searchParams.set('code', code);
    next.searchParams.set('state', query.get('state') ?? '');
    return next.href;
  }

  /** `oauth.v2.access`: a code once for a token. A new token ends those before it. */
  exchange(args: Json): Json {
    if (this.#app === undefined || text(args.client_id) !== this.#app.clientId) throw new SlackError('bad_client_id');
    if (text(args.client_secret) !== this.#app.clientSecret) throw new SlackError('bad_client_secret');
    const code = text(args.code) ?? '';
    const given = this.#codes.get(code);
    if (given === undefined) throw new SlackError('invalid_code');
    this.#codes.delete(code);
    if (given.redirectUri !== text(args.redirect_uri)) throw new SlackError('bad_redirect_uri');
    const context = this.#teams.get(given.team);
    if (context === undefined) throw new SlackError('invalid_code');
    this.revoke(given.team);
    this.#issued += 1;
    const token = `xoxb-${given.team}-${this.#issued}`;
    this.#tokens.set(token, context);
    const { team } = context.workspace;
    return {
      access_token: token,
      token_type: 'bot',
      scope: [...context.scopes].join(','),
      bot_user_id: bot.userId,
      app_id: bot.appId,
      team: { id: team.id, name: team.name },
      enterprise: null,
      is_enterprise_install: false,
      authed_user: { id: context.workspace.people[0]?.id ?? 'U0' },
    };
  }
}

/** The page on which an administrator says yes. */
export function consentPage(query: URLSearchParams, teams: readonly Context[]): string {
  const links = teams.map(({ workspace: { team } }) => {
    const own = new URLSearchParams(query);
    own.set('team', team.id);
    return `<li><a href="/oauth/v2/authorize?${attribute(String(own))}">${attribute(team.name)}</a></li>`;
  });
  return `<!doctype html><meta charset="utf-8"><title>Install</title><h1>Install 502 in …</h1><ul>${links.join('')}</ul>`;
}

function attribute(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
