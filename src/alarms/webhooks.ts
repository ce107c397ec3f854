import type { Intake, Road } from './intake.ts';
import { malformed, type Parsed, readJson } from './parse/parsed.ts';
import { parseAlertmanager, parseGrafana } from './parse/prometheus.ts';
import { parseWebhook } from './parse/webhook.ts';
import { type AlarmRequest, alarmRoute, Refused } from './route.ts';
import { bearerOf, isSame, sign } from './secret.ts';

/** Several hundred alerts of one group. */
const LIMIT = 1024 * 1024;
/** In both directions: how far a sender's clock may be off, and how long a recorded request is good for. */
const WINDOW_MS = 5 * 60_000;

export interface WebhookOptions {
  readonly secret: string;
  readonly intake: Intake;
  readonly nowMs: () => number;
}

type Headers = AlarmRequest['headers'];

/** POST /alarms/alertmanager, /alarms/grafana and /alarms/webhook. */
export function makeWebhookRoutes(options: WebhookOptions) {
  const { secret, intake } = options;
  const bears = (headers: Headers) => mustBear(secret, headers);
  return [
    alarmRoute({ ...at('alertmanager', intake), admit: bears, read: json(parseAlertmanager) }),
    alarmRoute({
      ...at('grafana', intake),
      admit: (headers) => {
        if (!isSigned(headers)) bears(headers);
      },
      read: (request) => {
        if (isSigned(request.headers)) mustBeGrafana(options, request);
        return json(parseGrafana)(request);
      },
    }),
    alarmRoute({
      ...at('webhook', intake),
      read: (request) => {
        mustBeSigned(options, request, 'x-fiveohtwo', '.');
        return json(parseWebhook)(request);
      },
    }),
  ];
}

const at = (road: Road, intake: Intake) => ({ road, path: `/alarms/${road}`, limit: LIMIT, intake });

const json =
  (parse: (value: unknown) => Parsed) =>
  ({ body }: AlarmRequest): Parsed => {
    const value = readJson(body.toString('utf8'));
    return value === undefined ? malformed('no JSON') : parse(value);
  };

function mustBear(secret: string, { authorization }: Headers): void {
  if (!isSame(bearerOf(authorization) ?? '', secret)) throw new Refused('unauthorized', 401, { why: 'bearer' });
}

const isSigned = (headers: Headers) => headers['x-grafana-alerting-signature'] !== undefined;

/** Grafana signs the time as well where it is told the name of a header for it. */
function mustBeGrafana(options: WebhookOptions, request: AlarmRequest): void {
  const { headers, body } = request;
  const isTimed = headers['x-grafana-alerting-timestamp'] !== undefined;
  if (isTimed) mustBeSigned(options, request, 'x-grafana-alerting', ':');
  else if (!isSame(String(headers['x-grafana-alerting-signature']), sign(options.secret, body))) {
    throw new Refused('bad-signature', 401);
  }
}

/**
 * `<prefix>-timestamp` in seconds since 1970, `<prefix>-signature` the HMAC-SHA256 of timestamp, separator and body. A
 * request that comes twice within the window is the same transition twice, which is kept once.
 */
function mustBeSigned(
  { secret, nowMs }: WebhookOptions,
  { headers, body }: AlarmRequest,
  prefix: string,
  separator: string,
): void {
  const timestamp = String(headers[`${prefix}-timestamp`] ?? '');
  const signature = String(headers[`${prefix}-signature`] ?? '').replace(/^sha256=/, '');
  if (!isSame(signature, sign(secret, `${timestamp}${separator}`, body))) throw new Refused('bad-signature', 401);
  // Compared after the signature, so that an unsigned sender learns nothing of our clock.
  const isInTime = /^\d{10}$/.test(timestamp) && Math.abs(Number(timestamp) * 1000 - nowMs()) <= WINDOW_MS;
  if (!isInTime) throw new Refused('stale', 401);
}
