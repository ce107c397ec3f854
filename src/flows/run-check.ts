import type { Answer } from '../domain/answer.ts';
import { ResponderError } from '../domain/errors.ts';
import type { Progress } from '../domain/incident.ts';
import type { JobHandler, Tx } from '../domain/ports.ts';
import type { Message } from '../domain/text.ts';
import type { FlowDeps } from './deps.ts';
import { nowOf } from './deps.ts';
import type { Diagnose } from './diagnose.ts';
import { failRun, finishRun } from './finish-run.ts';
import { keyOf } from './keys.ts';
import { refresh } from './say-to.ts';

/** The job behind a check: diagnoses, showing on the way what is being looked at. */
export function makeRunCheck(deps: FlowDeps & { readonly diagnose: Diagnose }): JobHandler {
  const { store, diagnose } = deps;
  return async (job) => {
    const id = String(job.data.run);
    const run = await store.transaction(async (tx) => {
      const found = await store.runs.get(tx, id);
      if (found === undefined || found.state === 'done' || found.state === 'failed') return undefined;
      await store.runs.update(tx, id, { state: 'running', progress: [] }, nowOf(deps));
      return found;
    });
    if (run === undefined) return async () => {};
    const shown = showProgress(deps, id);
    try {
      const { query, window, lang } = run;
      const request = { query, window, lang, runId: id, signal: job.signal, onProgress: shown.note };
      const { answer } = await diagnose(request);
      await shown.settled();
      return (tx) => finishRun(deps, tx, run, answer);
    } catch (error) {
      await shown.settled();
      if (!(error instanceof ResponderError)) throw error; // a bug or an interruption: the job runner's business
      return (tx) => failRun(deps, tx, run, error.code, error.said);
    }
  };
}

/** For a run whose job has died: whoever waits for it is told. */
export function makeRunDied(deps: FlowDeps) {
  return async (tx: Tx, job: { readonly id: string; readonly data: Readonly<Record<string, unknown>> }) => {
    const run = await deps.store.runs.get(tx, String(job.data.run));
    if (run === undefined) return;
    const said: Message = { id: 'error/bug', args: { reference: job.id } };
    await failRun(deps, tx, run, 'bug', said);
  };
}

/** Progress comes in bursts: one write at a time, and each writes the newest state of all. */
function showProgress(deps: FlowDeps, run: string) {
  const states = new Map<string, Progress>();
  let isDirty = false;
  let writing: Promise<void> | undefined;
  const write = async () => {
    while (isDirty) {
      isDirty = false;
      await deps.store.transaction(async (tx) => {
        await deps.store.runs.update(tx, run, { progress: [...states.values()] }, nowOf(deps));
        await refresh(deps, tx, keyOf.runRoot(run));
      });
    }
  };
  return {
    note: (progress: Progress) => {
      states.set(progress.collector, progress);
      isDirty = true;
      // What the person waits for is the verdict: progress that cannot be written is no reason to stop.
      writing ??= write()
        .catch(() => {})
        .finally(() => {
          writing = undefined;
        });
    },
    settled: async () => {
      await writing;
    },
  };
}

export type { Answer };
