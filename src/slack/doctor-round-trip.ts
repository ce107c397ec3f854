import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Found, Probe } from '../domain/doctor.ts';
import { failed, mendedBy, off, ok, unknown } from '../messages/found.ts';

/** How far a press has come. */
export interface Arrived {
  /** Its row is there: accepted, signature and all. */
  readonly kept: boolean;
  /** The job behind it was run. */
  readonly done: boolean;
}

export interface RoundTrip {
  /** Null over a socket: there is nothing to press at. */
  readonly signingSecret: string | null;
  /** Of this machine: http://127.0.0.1:3000/slack/events */
  readonly localUrl: string | null;
  /** As Slack knows it. */
  readonly publicUrl: string | null;
  readonly team: () => Promise<string | null>;
  /** Looks for a press of ours; null where no database can be read. */
  readonly look: (delivery: string, nonce: string) => Promise<Arrived | null>;
  readonly botRuns: () => Promise<boolean>;
  readonly now: () => number;
}

const KEPT_WITHIN_MS = 3_000;
const DONE_WITHIN_MS = 10_000;
const LOOK_EVERY_MS = 100;
const SKEW_S = 300;

/** Presses a button as Slack would, signed, and looks whether the press has come all the way. */
export function makeRoundTripProbe(trip: RoundTrip): Probe {
  return {
    id: 'buttons',
    limitMs: 2 * (KEPT_WITHIN_MS + DONE_WITHIN_MS),
    run: async (signal) => {
      const { signingSecret: secret, localUrl, publicUrl } = trip;
      // A token in its place is told by the settings.
      if (secret === null || /^(xox|xapp)/.test(secret)) return [];
      if (localUrl === null) return [off('buttons/by-socket')];
      const here = await pressAt(trip, secret, localUrl, 'local', signal);
      return publicUrl === null ? here : [...here, ...(await pressAt(trip, secret, publicUrl, 'public', signal))];
    },
  };
}

type Side = 'local' | 'public';

async function pressAt(
  trip: RoundTrip,
  secret: string,
  url: string,
  side: Side,
  signal: AbortSignal,
): Promise<readonly Found[]> {
  const nonce = randomUUID();
  const { headers, body } = await pressOf(trip, secret, nonce);
  const answer = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal }).catch(outage);
  if (typeof answer === 'string') return [await notReached(trip, url, side, answer)];
  await answer.arrayBuffer();
  if (answer.status === 401) return [refusedSignature(trip, url, answer)];
  if (answer.status !== 200) return [failed('buttons/refused', { url, status: answer.status })];
  return await follow(trip, url, nonce, signal);
}

async function pressOf({ team, now }: RoundTrip, secret: string, nonce: string) {
  const teamId = (await team()) ?? 'T0';
  const payload = {
    type: 'block_actions',
    team: { id: teamId },
    user: { id: 'U0DOCTOR', team_id: teamId },
    channel: { id: 'C0DOCTOR' },
    trigger_id: `doctor-${nonce}`,
    actions: [{ type: 'button', action_id: 'doctor-ping', block_id: 'doctor', value: nonce, action_ts: '0' }],
  };
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  const at = String(Math.floor(now() / 1000));
  const signature = `v0=${createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex')}`;
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': at,
    'x-slack-signature': signature,
  };
  return { headers, body };
}

/** What fetch says when nobody answers. */
function outage(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return code || (cause instanceof Error ? cause.message : String(cause));
}

async function notReached({ botRuns }: RoundTrip, url: string, side: Side, detail: string): Promise<Found> {
  if (side === 'public') return unknown('buttons/public-not-reached', { url, detail });
  if (!(await botRuns())) return unknown('buttons/no-bot', { url });
  return mendedBy('buttons/not-listening', 'export PORT=…  # as the bot has it', { url });
}

/** The one that refused says what time it has: two clocks are told from two secrets. */
function refusedSignature({ now }: RoundTrip, url: string, answer: Response): Found {
  const theirs = Date.parse(answer.headers.get('date') ?? '');
  const seconds = Math.abs(Math.round((now() - theirs) / 1000));
  if (seconds > SKEW_S) return mendedBy('buttons/other-clock', 'sudo timedatectl set-ntp true', { url, seconds });
  return failed('buttons/wrong-secret', { url });
}

async function follow({ look }: RoundTrip, url: string, nonce: string, signal: AbortSignal): Promise<readonly Found[]> {
  const until = async (isIt: (arrived: Arrived) => boolean, limitMs: number): Promise<boolean | null> => {
    for (let waited = 0; waited <= limitMs; waited += LOOK_EVERY_MS) {
      const arrived = await look(`action/doctor-${nonce}`, nonce);
      if (arrived === null) return null;
      if (isIt(arrived)) return true;
      await wait(LOOK_EVERY_MS, undefined, { signal });
    }
    return false;
  };
  const kept = await until((arrived) => arrived.kept, KEPT_WITHIN_MS);
  if (kept === null) return [unknown('buttons/not-followed', { url })];
  if (!kept) return [failed('buttons/not-kept', { url })];
  const done = await until((arrived) => arrived.done, DONE_WITHIN_MS);
  const seconds = DONE_WITHIN_MS / 1000;
  return [ok('buttons/round-trip', { url }), done === true ? ok('jobs/run') : failed('jobs/not-run', { seconds })];
}
