import { reasonOf } from '../aws/failure.ts';
import { ResponderError } from '../domain/errors.ts';
import type { Clock, Store } from '../domain/ports.ts';
import type { Telemetry } from '../domain/telemetry.ts';
import type { Diagnose } from '../flows/diagnose.ts';
import type { Messenger } from '../slack/messenger.ts';
import { troubleOf } from '../slack/trouble.ts';
import { makeHealthRoutes, type Probe } from '../web/health.ts';
import { makeMetrics } from '../web/metrics.ts';
import { makeMetricsRoute } from '../web/metrics-route.ts';
import type { Route } from '../web/server.ts';
import { timed } from '../web/timed.ts';
import { vitalProbes } from '../web/vital-probes.ts';

/** What looks at the bot while it works. */
export interface Watch {
  readonly telemetry: Telemetry;
  /** One more thing that /healthz asks: names its trouble in a word of a closed set, or gives undefined. */
  probe(name: string, probe: Probe): void;
  /** For `makeAws`: counts each call. */
  readonly heard: (action: string, error?: unknown) => void;
  diagnose(diagnose: Diagnose): Diagnose;
  messenger(messenger: Messenger): Messenger;
  /** All routes, timed, with those of health and metrics. */
  routes(routes: readonly Route[]): readonly Route[];
  /** From now on nothing new should come here. */
  stopping(): void;
}

export interface WatchDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly version: string;
  readonly database: 'sqlite' | 'postgresql';
  /** Why Slack takes nothing at present, as far as the outbox knows. */
  readonly slack: () => string | undefined;
}

export function makeWatch({ store, clock, version, database, slack }: WatchDeps): Watch {
  const metrics = makeMetrics({ version, database });
  const intake = watchIntake(metrics.telemetry);
  const { telemetry } = intake;
  const nowMs = () => clock.now().getTime();
  const vitals = () => store.transaction((tx) => store.vitals(tx, nowMs()), 'read');
  let isStopping = false;
  const process: Probe = () => (isStopping ? 'stopping' : undefined);
  const rows = vitalProbes({ vitals, nowMs, slack });
  const all: Record<string, Probe> = { process, ...rows, intake: intake.trouble };
  return {
    telemetry,
    probe(name, probe) {
      all[name] = probe;
    },
    heard: (action, error) => telemetry.awsCall(action, error === undefined ? 'ok' : reasonOf(error)),
    diagnose: (diagnose) => countChecks(diagnose, telemetry),
    messenger: (messenger) => countCalls(messenger, telemetry),
    routes: (routes) => [
      ...timed(routes, telemetry),
      ...makeHealthRoutes({ all, ready: { process, store: rows.store } }),
      makeMetricsRoute({ metrics, vitals, nowMs }),
    ],
    stopping() {
      isStopping = true;
    },
  };
}

/** A full disk is still read: only what came in last tells that nothing can be kept. */
function watchIntake(counted: Telemetry) {
  let isFailing = false;
  const telemetry: Telemetry = {
    ...counted,
    delivery(kind, outcome) {
      isFailing = outcome === 'failed';
      counted.delivery(kind, outcome);
    },
  };
  return { telemetry, trouble: () => (isFailing ? 'failing' : undefined) };
}

function countChecks(diagnose: Diagnose, telemetry: Telemetry): Diagnose {
  return async (request) => {
    const startedAt = performance.now();
    let outcome = 'failed';
    try {
      const diagnosed = await diagnose(request);
      outcome = diagnosed.answer.verdict;
      return diagnosed;
    } catch (error) {
      if (error instanceof ResponderError) outcome = error.code;
      throw error;
    } finally {
      telemetry.checked(outcome, (performance.now() - startedAt) / 1000);
    }
  };
}

/** Every method of the messenger, each call counted under the method's name. */
function countCalls(messenger: Messenger, telemetry: Telemetry): Messenger {
  type Call = (...args: unknown[]) => Promise<unknown>;
  const counted = Object.entries(messenger).map(([name, method]: [string, Call]) => {
    const call: Call = async (...args) => {
      try {
        const result = await method(...args);
        telemetry.posted(name, 'ok');
        return result;
      } catch (error) {
        telemetry.posted(name, kindOf(error));
        throw error;
      }
    };
    return [name, call];
  });
  // The names and what they take are the messenger's own.
  return Object.fromEntries(counted) as Messenger;
}

function kindOf(error: unknown): string {
  try {
    return troubleOf(error).kind;
  } catch {
    return 'bug';
  }
}
