import { makeAwsProbe } from '../aws/doctor.ts';
import { makeSettingsProbe, type SettingsDoctor } from '../config/doctor.ts';
import { type ReadConfig, readConfig } from '../config/index.ts';
import type { Diagnosis, Found, Probe } from '../domain/doctor.ts';
import type { Clock } from '../domain/ports.ts';
import type { Lang } from '../domain/text.ts';
import { makeClocks } from '../flows/doctor/clocks.ts';
import { runProbes } from '../flows/doctor/run-probes.ts';
import { unknown } from '../messages/found.ts';
import { makeSlackProbes } from '../slack/doctor.ts';

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
}

export interface Examined {
  readonly diagnosis: Diagnosis;
  readonly lang: Lang;
}

/** Looks everything over from a terminal, beside a running bot or without one. Rejects when the signal aborts. */
export async function examine(request: DoctorRequest): Promise<Examined> {
  const { env, clock, signal } = request;
  const read = readConfig(env);
  const clocks = makeClocks(() => clock.now().getTime());
  const probes = probesOf(request, read, clocks);
  request.onStart?.(probes.map(({ id }) => id));
  const found = await runProbes(probes, { signal, ...(request.onDone && { onDone: request.onDone }) });
  const diagnosis = { at: clock.now().getTime(), found: [...found, ...clocks.findings()] };
  return { diagnosis, lang: request.lang ?? read.config.lang };
}

function probesOf(
  { env, clock, target }: DoctorRequest,
  { config, mistakes }: ReadConfig,
  clocks: ReturnType<typeof makeClocks>,
): readonly Probe[] {
  const settings: SettingsDoctor = { env, config, mistakes, hasRun: false };
  const { slack, alarms } = config;
  const channels = [alarms.channel, ...alarms.rules.map(({ channel }) => channel)].filter(
    (one) => typeof one === 'string',
  );
  const fromEnvironment = [
    makeSettingsProbe(settings),
    ...makeSlackProbes({
      ...slack,
      channels: [...new Set(channels)],
      knownTeam: async () => null,
      onDate: (date) => clocks.tell('Slack', date),
    }),
  ];
  const fromFile = [
    makeAwsProbe({
      ...config.aws,
      deadlineMs: config.deadlineMs,
      clock,
      target,
      lastTarget: async () => null,
      onDate: (date) => clocks.tell('AWS', date),
    }),
  ];
  // A file that is not understood says nothing of where to look: guessing would accuse what is in order.
  return [...fromEnvironment, ...(mistakes.length === 0 ? fromFile : fromFile.map(({ id }) => notTried(id)))];
}

function notTried(id: string): Probe {
  return { id, run: async () => [unknown('probe/not-tried', { probe: id })] };
}
