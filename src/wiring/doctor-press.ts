import type { Config } from '../config/index.ts';
import type { Probe } from '../domain/doctor.ts';
import type { Clock } from '../domain/ports.ts';
import { teamOf } from '../slack/doctor.ts';
import { type Arrived, makeRoundTripProbe } from '../slack/doctor-round-trip.ts';
import type { Ground } from './doctor-ground.ts';

const PATH = '/slack/events';

/** Presses at the bot's own door, and at the one that Slack knows. */
export function makePressProbe(
  { config, clock, signal }: { readonly config: Config; readonly clock: Clock; readonly signal: AbortSignal },
  ground: Ground,
): Probe {
  const { slack, publicUrl } = config;
  const isSocket = slack.appToken !== null;
  return makeRoundTripProbe({
    signingSecret: slack.signingSecret,
    localUrl: isSocket ? null : `${localUrlOf(config)}${PATH}`,
    publicUrl: publicUrl === null ? null : `${publicUrl}${PATH}`,
    team: async () => (await ground.lastTeam()) ?? (await teamOf(slack, signal)),
    look: (delivery, nonce) => lookFor(ground, delivery, nonce),
    botRuns: async () => (await ground.standing()).botRuns,
    now: () => clock.now().getTime(),
  });
}

/** Where this machine reaches the bot. */
export function localUrlOf({ slack: { host, port } }: Config): string {
  return `http://${reachable(host)}:${port}`;
}

/** An address to listen on is not always one to call. */
function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  return host === '::' ? '[::1]' : host;
}

async function lookFor(ground: Ground, delivery: string, nonce: string): Promise<Arrived | null> {
  const arrived = await ground.read(async (store, tx) => ({
    kept: (await store.inbox.get(tx, delivery)) !== undefined,
    done: await store.doctor.isHeard(tx, nonce),
  }));
  if (arrived !== null) return arrived;
  const { hasRun } = await ground.standing();
  return hasRun ? null : { kept: false, done: false };
}
