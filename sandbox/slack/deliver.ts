import { isObject, type Json, parse } from './json.ts';
import { signedHeaders } from './signature.ts';
import type { SocketHub } from './sockets.ts';

export interface BotAddress {
  /** Where the app said that Slack's requests go: http://127.0.0.1:3000/slack/events */
  url: string;
  readonly signingSecret: string;
  /** How long it may take to acknowledge: 3 s in Slack. */
  readonly ackMs: number;
  /** Where the app uses Socket Mode, everything goes this way and nothing to the URL. */
  readonly sockets?: SocketHub;
}

export type Delivered =
  | { readonly ok: true; readonly body: string; readonly ms: number }
  | {
      readonly ok: false;
      readonly error: 'dispatch_failed' | 'operation_timeout';
      readonly detail: string;
      readonly ms: number;
    };

/** One signed request to the bot, which has three seconds to say 200. */
export async function deliver(
  bot: BotAddress,
  body: string,
  type: string,
  at: number,
  more: Readonly<Record<string, string>> = {},
): Promise<Delivered> {
  const started = performance.now();
  const since = (): number => Math.round(performance.now() - started);
  try {
    const answer = await fetch(bot.url, {
      method: 'POST',
      headers: {
        'content-type': type,
        'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
        ...signedHeaders(bot.signingSecret, body, at),
        ...more,
      },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(bot.ackMs),
    });
    const text = await answer.text();
    if (answer.status === 200) return { ok: true, body: text, ms: since() };
    // Bolt gives up by itself after three seconds, with a 404: for the person that is a timeout too.
    const error = since() >= bot.ackMs - 20 ? 'operation_timeout' : 'dispatch_failed';
    return { ok: false, error, detail: `HTTP ${answer.status}`, ms: since() };
  } catch (error) {
    const late = isObject(error) && error.name === 'TimeoutError';
    const detail = error instanceof Error ? error.message : String(error);
    return { ok: false, error: late ? 'operation_timeout' : 'dispatch_failed', detail, ms: since() };
  }
}

/** Commands and interactions come as a form with the bare content type, or as the payload of an envelope. */
export function deliverForm(bot: BotAddress, fields: Readonly<Record<string, string>>, at: number): Promise<Delivered> {
  if (bot.sockets === undefined) {
    return deliver(bot, new URLSearchParams(fields).toString(), 'application/x-www-form-urlencoded', at);
  }
  const { payload } = fields;
  const parsed = payload === undefined ? fields : parse(payload);
  const type = payload === undefined ? ('slash_commands' as const) : ('interactive' as const);
  return overSocket(bot, bot.sockets, { type, payload: isObject(parsed) ? parsed : {} });
}

/** One of the Events API. */
export function deliverEvent(
  bot: BotAddress,
  payload: Json,
  at: number,
  retry?: { readonly attempt: number; readonly reason: string },
): Promise<Delivered> {
  if (bot.sockets !== undefined) {
    return overSocket(bot, bot.sockets, { type: 'events_api', payload, ...(retry && { retry }) });
  }
  const headers = retry && { 'x-slack-retry-num': String(retry.attempt), 'x-slack-retry-reason': retry.reason };
  return deliver(bot, JSON.stringify(payload), 'application/json', at, headers);
}

async function overSocket(
  bot: BotAddress,
  sockets: SocketHub,
  envelope: Parameters<SocketHub['deliver']>[0],
): Promise<Delivered> {
  const started = performance.now();
  const answer = await sockets.deliver(envelope, bot.ackMs);
  const ms = Math.round(performance.now() - started);
  if (!answer.ok) return { ...answer, detail: 'socket', ms };
  return { ok: true, body: Object.keys(answer.payload).length === 0 ? '' : JSON.stringify(answer.payload), ms };
}

/** What Slack does when the request URL is set in the app's settings; with Socket Mode, whether anybody listens. */
export async function verifyUrl(bot: BotAddress, at: number): Promise<boolean> {
  if (bot.sockets !== undefined) return bot.sockets.open > 0;
  const challenge = 'sandbox-challenge';
  const answer = await deliver(
    bot,
    JSON.stringify({ token: 'sandbox', challenge, type: 'url_verification' }),
    'application/json',
    at,
  );
  return answer.ok && answer.body.includes(challenge);
}
