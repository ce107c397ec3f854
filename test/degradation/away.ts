import { jest } from '@jest/globals';
import type { Diagnose } from '../../src/flows/diagnose.ts';
import { answerIn } from '../slack/answers.ts';
import type { House } from '../slack/house.ts';

/** What the bot says of itself, as it says it to an orchestrator. */
export async function health(house: House, path = '/healthz'): Promise<{ status: number; broken: unknown }> {
  const answer = await fetch(`http://127.0.0.1:${house.bot.port}${path}`, { headers: { connection: 'close' } });
  const { broken = {} } = (await answer.json()) as { broken?: unknown };
  return { status: answer.status, broken };
}

/** One metric's value by its whole name with labels; undefined when it is absent. */
export async function metric(house: House, name: string): Promise<number | undefined> {
  const answer = await fetch(`http://127.0.0.1:${house.bot.port}/metrics`, { headers: { connection: 'close' } });
  const line = (await answer.text()).split('\n').find((one) => one.startsWith(`${name} `));
  return line === undefined ? undefined : Number(line.slice(name.length + 1));
}

/** Looks until it is so. Rejects with what was seen last. */
export async function eventually<T>(look: () => Promise<T> | T, isSo: (seen: T) => boolean): Promise<T> {
  const until = performance.now() + 15_000;
  for (;;) {
    const seen = await look();
    if (isSo(seen)) return seen;
    if (performance.now() > until) throw new Error(`never so; last seen: ${JSON.stringify(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** From here on the clock of the wall is the test's: it goes on by itself, and `leap` moves it. Timers stay real. */
export function ourClock(): { leap(ms: number): void; giveBack(): void } {
  jest.useFakeTimers({
    now: Date.now(),
    advanceTimers: true,
    doNotFake: [
      'hrtime',
      'nextTick',
      'performance',
      'queueMicrotask',
      'setImmediate',
      'clearImmediate',
      'setInterval',
      'clearInterval',
      'setTimeout',
      'clearTimeout',
    ],
  });
  return {
    leap: (ms) => jest.setSystemTime(Date.now() + ms),
    giveBack: () => void jest.useRealTimers(),
  };
}

/** A verdict at once, of whatever is asked about. */
export const diagnose: Diagnose = async ({ runId = '', lang }) => {
  const { run, ...answer } = answerIn(lang);
  return { answer: { ...answer, run: { ...run, id: runId } }, bundle: {} as never, digest: 'sha256:0' };
};

/** The intents of all posts that Slack took, in the order in which it took them. */
export function posted({ slack }: House): readonly string[] {
  return slack
    .journal({ method: 'chat.postMessage' })
    .filter(({ accepted }) => accepted)
    .map(({ args }) => intentOf(args.metadata));
}

/** The row that a call came from; 'none' for what carries no metadata, as private answers do. */
export function intentOf(metadata: unknown): string {
  const value = (typeof metadata === 'string' ? JSON.parse(metadata) : metadata) as
    | { readonly event_payload?: { readonly key?: string } }
    | undefined;
  return value?.event_payload?.key ?? 'none';
}
