import { Listr, ListrLogger, ProcessOutput } from 'listr2';
import type { Found } from '../domain/doctor.ts';
import type { Lang } from '../domain/text.ts';
import { tell } from '../messages/say.ts';
import type { Terminal } from './parts.ts';

export interface ShownSteps {
  readonly onStart: (probes: readonly string[]) => void;
  readonly onDone: (probe: string, found: readonly Found[]) => void;
  /** Takes the live list off the screen; settles when it is gone. */
  readonly stop: () => Promise<void>;
}

/** Live where a person looks, lines elsewhere. On stderr: stdout is for the result. */
export function showSteps(terminal: Terminal, lang: Lang): ShownSteps {
  return terminal.errIsScreen ? liveList(lang) : lines(terminal, lang);
}

const worst = (found: readonly Found[]): Found['state'] =>
  (['failed', 'unknown', 'ok'] as const).find((state) => found.some((one) => one.state === state)) ?? 'off';

function lines(terminal: Terminal, lang: Lang): ShownSteps {
  let all = 0;
  let done = 0;
  terminal.err(`${tell(lang, 'doctor/progress/looking')}\n`);
  return {
    onStart: (probes) => {
      all = probes.length;
    },
    onDone: (probe, found) => {
      done += 1;
      const states = tell(lang, `doctor/state/${worst(found)}`);
      terminal.err(`${tell(lang, 'doctor/progress/done', { done, all, probe, states })}\n`);
    },
    stop: async () => undefined,
  };
}

function liveList(lang: Lang): ShownSteps {
  const rows = new Map<string, PromiseWithResolvers<void>>();
  let running: Promise<unknown> = Promise.resolve();
  return {
    onStart: (probes) => {
      for (const probe of probes) rows.set(probe, Promise.withResolvers());
      running = listOf(lang, rows).run();
    },
    onDone: (probe, found) => {
      const state = worst(found);
      if (state === 'failed' || state === 'unknown')
        rows.get(probe)?.reject(new Error(tell(lang, `doctor/state/${state}`)));
      else rows.get(probe)?.resolve();
    },
    stop: async () => {
      for (const row of rows.values()) row.resolve();
      await running;
    },
  };
}

function listOf(lang: Lang, rows: ReadonlyMap<string, PromiseWithResolvers<void>>) {
  return new Listr(
    [
      {
        title: tell(lang, 'doctor/progress/looking'),
        task: (_, task) =>
          task.newListr(
            [...rows].map(([title, { promise }]) => ({ title, task: () => promise })),
            { concurrent: true, exitOnError: false },
          ),
      },
    ],
    {
      exitOnError: false,
      registerSignalListeners: false,
      rendererOptions: {
        clearOutput: true,
        collapseErrors: false,
        logger: new ListrLogger({ processOutput: new ProcessOutput(process.stderr, process.stderr) }),
      },
    },
  );
}
