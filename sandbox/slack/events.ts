import { randomBytes } from 'node:crypto';
import { type Delivered, deliverEvent } from './deliver.ts';
import type { Slack } from './interactions.ts';
import type { Json } from './json.ts';
import type { Person } from './model.ts';
import { apiView } from './present.ts';
import { bot as app } from './seed.ts';

/** Between the tries of an event: at once, after a minute, after five. */
const retriesAfterMs = [0, 60_000, 300_000];

/** One of the Events API, to an app that subscribed to it: tried again until it is acknowledged. Resolves with the outcome of the second try at the latest. */
export async function tellBot(slack: Slack, event: Json): Promise<Delivered | undefined> {
  if (!slack.events.has(String(event.type))) return undefined;
  const at = slack.now();
  const { team } = slack.workspace;
  const payload = {
    token: 'sandbox-verification-token',
    team_id: team.id,
    api_app_id: app.appId,
    event: { ...event, event_ts: slack.workspace.nextTs() },
    type: 'event_callback',
    event_id: `Ev0${randomBytes(5).toString('hex').toUpperCase()}`,
    event_time: Math.floor(at / 1000),
    authorizations: [
      { enterprise_id: null, team_id: team.id, user_id: app.userId, is_bot: true, is_enterprise_install: false },
    ],
  };
  const first = await deliverEvent(slack.bot, payload, at);
  return first.ok ? first : again(slack, payload, first, 1);
}

async function again(slack: Slack, payload: Json, last: Delivered, attempt: number): Promise<Delivered> {
  const waitMs = retriesAfterMs[attempt - 1];
  if (last.ok || waitMs === undefined) return last;
  const reason = last.error === 'operation_timeout' ? 'http_timeout' : 'http_error';
  const retry = () => deliverEvent(slack.bot, payload, slack.now(), { attempt, reason });
  if (waitMs === 0) {
    const next = await retry();
    if (!next.ok) void again(slack, payload, next, attempt + 1);
    return next;
  }
  await new Promise((resolve) => setTimeout(resolve, waitMs).unref());
  return again(slack, payload, await retry(), attempt + 1);
}

/** Somebody opens the Home tab of the app. */
export function openHome(slack: Slack, person: Person): Promise<Delivered | undefined> {
  const published = slack.workspace.homes.get(person.id);
  return tellBot(slack, {
    type: 'app_home_opened',
    user: person.id,
    channel: `D0${person.id.slice(2)}`,
    tab: 'home',
    ...(published !== undefined && { view: apiView(published) }),
  });
}
