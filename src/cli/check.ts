import { copyFile, mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { answerJsonSchema, exitCodeOf } from '../diagnosis/index.ts';
import { ResponderError } from '../domain/errors.ts';
import { type Options, type Run, settle, textOption } from './context.ts';
import { windowFrom } from './options.ts';
import { showProgress } from './progress.ts';
import { renderAnswer } from './render.ts';

export const check: Run = async (context, [target], options) => {
  const { parts, terminal } = context;
  if (options.schema === true) {
    terminal.out(`${JSON.stringify(answerJsonSchema(), null, 2)}\n`);
    return 0;
  }
  if (!target) throw new ResponderError('usage', { id: 'cli/usage/no-target' });
  const window = windowFrom(options, parts.clock.now());
  const { config, lang } = await settle(context, options);
  const progress = showProgress(terminal, lang, target);
  const request = { query: target, window, lang, signal: terminal.interrupt(), ...where(options) };
  const checked = await parts.check(config, { ...request, onProgress: progress.onProgress }).finally(progress.stop);
  const kept = join(config.dataDir, 'runs', checked.answer.run.id, 'bundle.json');
  const bundle = await copyBundle(kept, textOption(options, 'bundle'));
  terminal.out(renderAnswer(checked.answer, { lang, timeZone: config.timeZone, bundle }, terminal, options));
  return exitCodeOf(checked.answer);
};

function where(options: Options): { readonly region?: string; readonly profile?: string } {
  const region = textOption(options, 'region');
  const profile = textOption(options, 'profile');
  return { ...(region && { region }), ...(profile && { profile }) };
}

/** A copy to take along: into a ticket, to a colleague, to a machine without a network. */
async function copyBundle(kept: string, folder: string | undefined): Promise<string> {
  if (folder === undefined) return kept;
  const copy = join(resolve(folder), 'bundle.json');
  await mkdir(resolve(folder), { recursive: true });
  await copyFile(kept, copy);
  return copy;
}
