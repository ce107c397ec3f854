import { resolve } from 'node:path';
import { tell } from '../messages/say.ts';
import { type Run, settle } from './context.ts';

/** `store backup FILE`: a whole copy of the database, also while `serve` runs. */
export const store: Run = async (context, [, file = ''], options) => {
  const { config, lang } = await settle(context, options);
  await context.parts.backup(config, resolve(file));
  context.terminal.out(`${tell(lang, 'cli/store/backed-up', { file: resolve(file) })}\n`);
  return 0;
};
