import type { IncomingMessage, ServerResponse } from 'node:http';
import { SlackError } from './errors.ts';
import type { Fault, Faults } from './faults.ts';
import { readArguments, readBody, sendJson } from './http.ts';
import type { Entry, Journal } from './journal.ts';
import { isObject, type Json, text } from './json.ts';
import type { Context, Method } from './methods/context.ts';
import { methods } from './methods/index.ts';

export interface WebApi {
  readonly context: Context;
  readonly faults: Faults;
  readonly journal: Journal;
  readonly appToken: string | undefined;
}

/** Answers `POST /api/<method>`: faults first, then token, scope and tier as Slack, then the method itself. */
export async function serveApi(api: WebApi, method: string, request: IncomingMessage, response: ServerResponse) {
  const args = readArguments(request.headers['content-type'] ?? '', await readBody(request));
  const entry = api.journal.open(method, withoutToken(args), api.context.now());
  response.on('close', () => {
    if (entry.answered === 'not-yet' || entry.answered === 'held') entry.answered = 'caller-gone';
  });
  const fault = api.faults.take(method);
  if (fault?.when === 'before' && !(await meet(api, fault, entry, response))) return;
  const answer = call(api, method, args, tokenOf(request, args), entry);
  if (fault?.when === 'after' && !(await meet(api, fault, entry, response))) return;
  respond(response, entry, answer);
}

interface Outcome {
  readonly status: number;
  readonly body: Json;
  readonly headers: Record<string, string>;
}

function call(api: WebApi, name: string, args: Json, token: string, entry: Entry): Outcome {
  try {
    const context = api.context.tenants.of(token) ?? api.context;
    entry.team = context.workspace.team.id;
    const body = run(api, context, name, args, token);
    entry.accepted = true;
    entry.ts = text(body.ts) ?? text(body.message_ts) ?? null;
    return { status: 200, body: { ok: true, ...body }, headers: scopeHeaders(api) };
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    entry.error = error.error;
    return refusal(api, error);
  }
}

function run(api: WebApi, context: Context, name: string, args: Json, token: string): Json {
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (method === undefined) throw new SlackError('unknown_method', { req_method: name });
  if (method.open !== true) assertToken(api, token, method.asApp === true);
  assertScope(context, method, args);
  if (method.tier !== 'post') context.rates.call(name, method.tier);
  return method.run(context, args);
}

function assertToken(api: WebApi, token: string, asApp: boolean): void {
  if (token === '') throw new SlackError('not_authed');
  if (api.context.tenants.of(token) === undefined && token !== api.appToken) throw new SlackError('invalid_auth');
  if ((token === api.appToken) !== asApp) throw new SlackError('not_allowed_token_type');
}

function assertScope(context: Context, method: Method, args: Json): void {
  const needed = typeof method.scope === 'function' ? method.scope(context, args) : method.scope;
  if (needed === undefined || context.scopes.has(needed)) return;
  throw new SlackError('missing_scope', { needed, provided: [...context.scopes].join(',') });
}

/** False when the call ends here. */
async function meet(api: WebApi, fault: Fault, entry: Entry, response: ServerResponse): Promise<boolean> {
  switch (fault.kind) {
    case 'drop':
      entry.answered = 'dropped';
      response.destroy();
      return false;
    case 'hold':
      entry.answered = 'held';
      await api.faults.hold(fault.id);
      return !response.destroyed;
    case 'slow':
      await new Promise((resolve) => setTimeout(resolve, fault.ms).unref());
      return true;
    case 'status':
      entry.answered = 'error';
      sendJson(response, fault.status, { ok: false, error: 'internal_error' });
      return false;
    case 'rate-limit':
      respond(response, entry, refusal(api, new SlackError('ratelimited', {}, fault.retryAfter)));
      return false;
    case 'error':
      respond(response, entry, refusal(api, new SlackError(fault.error)));
      return false;
  }
}

function refusal(api: WebApi, error: SlackError): Outcome {
  const limited = error.retryAfter !== undefined;
  return {
    status: limited ? 429 : 200,
    body: { ok: false, error: error.error, ...error.extra },
    headers: { ...scopeHeaders(api), ...(limited && { 'retry-after': String(error.retryAfter) }) },
  };
}

function respond(response: ServerResponse, entry: Entry, outcome: Outcome): void {
  if (response.destroyed) return;
  entry.answered = outcome.body.ok === true ? 'ok' : 'error';
  sendJson(response, outcome.status, outcome.body, outcome.headers);
}

function scopeHeaders(api: WebApi): Record<string, string> {
  return { 'x-oauth-scopes': [...api.context.scopes].join(','), 'x-slack-req-id': 'sandbox' };
}

function tokenOf(request: IncomingMessage, args: Json): string {
  const header = request.headers.authorization;
  return header?.startsWith('Bearer ') ? header.slice('Bearer '.length) : (text(args.token) ?? '');
}

function withoutToken(args: Json): Json {
  return isObject(args) ? Object.fromEntries(Object.entries(args).filter(([name]) => name !== 'token')) : {};
}
