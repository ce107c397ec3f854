import { makeAwsProbe } from '../aws/doctor.ts';
import { hasRoad, makeSettingsProbe } from '../config/doctor.ts';
import { type Config, type Mistake, readConfig } from '../config/index.ts';
import type { Diagnosis, Found, Probe } from '../domain/doctor.ts';
import type { Clock } from '../domain/ports.ts';
import type { Lang, Message } from '../domain/text.ts';
import { type Clocks, makeClocks } from '../flows/doctor/clocks.ts';
import { runProbes } from '../flows/doctor/run-probes.ts';
import { unknown } from '../messages/found.ts';
import { redactText } from '../redaction/index.ts';
import { type Access, makeSlackProbes } from '../slack/doctor.ts';
import { makeInstallations } from '../slack/installations.ts';
import { makeSeal } from '../slack/sealing.ts';
import { makeHealthProbe } from '../web/doctor.ts';
import { alarmsProbe } from './doctor-alarms.ts';
import { type Ground, makeGround, makeStoreProbes } from './doctor-ground.ts';
import { localUrlOf, makePressProbe } from './doctor-press.ts';

export interface DoctorRequest {
  readonly env: NodeJS.ProcessEnv;
  readonly clock: Clock;
  /** The load balancer to try the permissions with. */
  readonly target: string | null;
  readonly lang?: Lang;
  readonly signal: AbortSignal;
  /** All probes there will be, before the first ends. */
  readonly onStart?: (probes: readonly string[]) => void;
  readonly onDone?: (probe: string, found: readonly Found[]) => void;
  /** Bytes that are free where a path lies; the system's own answer unless told. */
  readonly freeBytes?: (path: string) => Promise<number>;
}

export interface Examined {
  readonly diagnosis: Diagnosis;
  readonly lang: Lang;
}

/** Looks everything over from a terminal, beside a running bot or without one. Rejects when the signal aborts. */
export async function examine(request: DoctorRequest): Promise<Examined> {
  const { config, mistakes } = readConfig(request.env);
  const found = await lookOver({ ...request, config, mistakes, pressesItself: true });
  const diagnosis = { at: request.clock.now().getTime(), found };
  return { diagnosis, lang: request.lang ?? config.lang };
}

export interface LookOver extends Omit<DoctorRequest, 'lang'> {
  readonly config: Config;
  readonly mistakes: readonly Mistake[];
  /** Simulates a press; in Slack a person presses. */
  readonly pressesItself: boolean;
}

export async function lookOver(look: LookOver): Promise<readonly Found[]> {
  const { clock, config, mistakes, signal, onDone, onStart } = look;
  const clocks = makeClocks(() => clock.now().getTime());
  const ground = makeGround(look, clocks);
  // A file that is not understood says nothing of where to look: guessing would accuse what is in order.
  const isRead = mistakes.length === 0;
  const further = furtherProbes(look, ground, clocks);
  const probes = [
    makeSettingsProbe({ ...look, hasRun: async () => isRead && (await ground.standing()).hasRun }),
    ...slackProbes(config, ground, clocks, isRead),
    ...(isRead ? further : further.map(({ id }) => notTried(id))),
  ];
  onStart?.(probes.map(({ id }) => id));
  try {
    const found = await runProbes(probes, { signal, ...(onDone && { onDone }) });
    return [...found, ...clocks.findings()].map(withoutSecrets);
  } finally {
    await ground.close();
  }
}

function slackProbes({ slack, alarms }: Config, ground: Ground, clocks: Clocks, isRead: boolean): readonly Probe[] {
  const channels = [alarms.channel, ...alarms.rules.map(({ channel }) => channel)].filter(
    (one) => typeof one === 'string',
  );
  return makeSlackProbes({
    ...slack,
    channels: [...new Set(channels)],
    // With several workspaces each has a token of its own.
    installed: slack.oauth === null ? null : () => (isRead ? installedOf(ground, slack.oauth) : Promise.resolve([])),
    knownTeam: async () => (isRead && slack.oauth === null ? await ground.lastTeam() : null),
    onDate: (date) => clocks.tell('Slack', date),
  });
}

function furtherProbes(look: LookOver, ground: Ground, clocks: Clocks): readonly Probe[] {
  const { config, clock, target } = look;
  const aws = makeAwsProbe({
    ...config.aws,
    deadlineMs: config.deadlineMs,
    clock,
    target,
    lastTarget: ground.lastTarget,
    alarms: hasRoad(config.alarms),
    onDate: (date) => clocks.tell('AWS', date),
  });
  const press = look.pressesItself ? [makePressProbe(look, ground)] : [];
  const alarms = alarmsProbe(config, localUrlOf(config), ground);
  const health = look.pressesItself ? [makeHealthProbe(localUrlOf(config))] : [];
  return [...press, ...health, alarms, aws, ...makeStoreProbes(look, ground)];
}

/** A token that cannot be opened is one that the bot cannot use either. */
async function installedOf(ground: Ground, oauth: Config['slack']['oauth']): Promise<readonly Access[]> {
  const { store } = await ground.standing();
  if (store === null || oauth === null) return [];
  const clock = { now: () => new Date() };
  const installations = makeInstallations({ store, seal: makeSeal(oauth.stateSecret), clock });
  return await Promise.all(
    (await installations.ids()).map(async (installation) => {
      const token = await installations.tokenOf(installation).catch(() => undefined);
      return { installation, token: token ?? null };
    }),
  );
}

/** What others said goes into sentences: AWS and databases like to quote what they were given. */
function withoutSecrets(found: Found): Found {
  const clean = (message: Message): Message => {
    const args = Object.entries(message.args ?? {}).map(([name, value]) => {
      const isQuoted = typeof value === 'string' && quoted.includes(name);
      return [name, isQuoted ? redactText(value) : value] as const;
    });
    return args.length === 0 ? message : { ...message, args: Object.fromEntries(args) };
  };
  return { ...found, said: clean(found.said), fix: found.fix && clean(found.fix) };
}

const quoted = ['detail', 'error', 'reason', 'broken'];

function notTried(id: string): Probe {
  return { id, run: async () => [unknown('probe/not-tried', { probe: id })] };
}
