import { resolve } from 'node:path';
import { ResponderError } from '../domain/errors.ts';
import type { Lang } from '../domain/text.ts';
import { tell } from '../messages/say.ts';
import { type Context, type Run, settle } from './context.ts';
import type { StoreTable } from './parts.ts';

/** `store backup FILE`: a whole copy of the database, also while `serve` runs. `store move`: from the file to PostgreSQL. */
export const store: Run = async (context, [action, file], options) => {
  const { config, lang } = await settle(context, options);
  const { parts, terminal } = context;
  if (action === 'move') {
    const { tables, bundles } = await parts.move(config);
    listTables(context, lang, tables);
    terminal.out(`${tell(lang, 'cli/store/moved', { bundles, dir: config.dataDir })}\n`);
    return 0;
  }
  if (file === undefined) throw new ResponderError('usage', { id: 'cli/store/file-missing' });
  listTables(context, lang, await parts.backup(config, resolve(file)));
  terminal.out(`${tell(lang, 'cli/store/backed-up', { file: resolve(file) })}\n`);
  return 0;
};

function listTables({ terminal }: Context, lang: Lang, tables: readonly StoreTable[]): void {
  if (tables.length > 0) terminal.out(`${tell(lang, 'cli/store/tables')}\n`);
  for (const { table, rows, hash } of tables) {
    terminal.out(`${tell(lang, 'cli/store/table', { table, rows, hash: hash.slice(0, 16) })}\n`);
  }
}
