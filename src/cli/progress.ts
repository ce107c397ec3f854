import { Listr, ListrLogger, ProcessOutput } from 'listr2';
import { evidenceKinds } from '../domain/evidence.ts';
import type { Progress } from '../domain/incident.ts';
import type { Lang } from '../domain/text.ts';
import { tell } from '../messages/say.ts';
import type { Terminal } from './parts.ts';
import { harmless } from './text/paper.ts';

export interface ShownProgress {
  readonly onProgress: (progress: Progress) => void;
  /** Takes the live list off the screen; settles when it is gone. */
  readonly stop: () => Promise<void>;
}

/** Live where a person looks, lines elsewhere. On stderr: stdout is for the result. */
export function showProgress(terminal: Terminal, lang: Lang, query: string): ShownProgress {
  return terminal.errIsScreen ? liveList(lang, query) : lines(terminal, lang, query);
}

function lines(terminal: Terminal, lang: Lang, query: string): ShownProgress {
  const names = new Set<string>();
  const finished = new Set<string>();
  terminal.err(`${tell(lang, 'cli/progress/looking', { target: harmless(query) })}\n`);
  return {
    onProgress: ({ collector, state, note }) => {
      names.add(collector);
      if ((state !== 'done' && state !== 'failed') || finished.has(collector)) return;
      finished.add(collector);
      const args = { done: finished.size, all: names.size, collector: kebab(collector), note: harmless(note ?? '') };
      terminal.err(`${tell(lang, `cli/progress/${state}`, args)}\n`);
    },
    stop: async () => undefined,
  };
}

/** One row a collector, each settled by its own progress; the list is cleared when the result comes. */
function liveList(lang: Lang, query: string): ShownProgress {
  const rows = new Map(['locate', ...evidenceKinds].map((kind) => [kebab(kind), Promise.withResolvers<void>()]));
  const shown = new Set<string>();
  const list = new Listr(
    [
      {
        title: tell(lang, 'cli/progress/looking', { target: harmless(query) }),
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
  const running = list.run();
  return {
    onProgress: ({ collector, state, note }) => {
      const row = rows.get(kebab(collector));
      shown.add(kebab(collector));
      if (state === 'done') row?.resolve();
      if (state === 'failed') row?.reject(new Error(harmless(note ?? state)));
    },
    stop: async () => {
      for (const row of rows.values()) row.resolve();
      await running;
    },
  };
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
