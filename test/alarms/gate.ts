import type { AlarmLog, Intake, Outcome } from '../../src/alarms/intake.ts';
import { makeIntake } from '../../src/alarms/intake.ts';
import type { Accept } from '../../src/flows/accept-delivery.ts';
import { type Route, startServer } from '../../src/web/server.ts';

/** An intake with a store that the test can take away, and everything that came of it. */
export function makeGate() {
  const kept = new Map<string, Readonly<Record<string, unknown>>>();
  const counted: string[] = [];
  const logged: string[] = [];
  const state = { isAway: false, now: 0 };
  const accept: Accept = async ({ id, body }) => {
    if (state.isAway) throw new Error('the store is away');
    if (!kept.has(id)) kept.set(id, body);
  };
  const line: AlarmLog['info'] = (details, said) => void logged.push(`${said} ${JSON.stringify(details)}`);
  const intake: Intake = makeIntake({
    accept,
    redact: async (value) => value,
    count: (road, outcome) => void counted.push(`${road} ${outcome}`),
    log: { info: line, warn: line, error: line },
    nowMs: () => state.now,
  });
  const counts = (road: string, outcome: Outcome) => counted.filter((each) => each === `${road} ${outcome}`).length;
  return { intake, kept, counted, counts, logged, state };
}

export type Gate = ReturnType<typeof makeGate>;

/** The bot's own web server with these routes, on a port of its own. */
export async function serving(routes: readonly Route[]) {
  const broken: unknown[] = [];
  const server = await startServer({ host: '127.0.0.1', port: 0, routes, onError: (error) => broken.push(error) });
  const post = (path: string, body: string | Buffer, headers: Readonly<Record<string, string>> = {}) =>
    fetch(`http://127.0.0.1:${server.port}${path}`, { method: 'POST', body, headers });
  return { port: server.port, post, broken, stop: server.stop };
}
