// Everything that is true of SQLite only. PostgreSQL gets a file like this one; the rest of store/ serves both.
import { open } from 'node:fs/promises';
import { backup, DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { SqliteAdapter, type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely';

const CACHED_STATEMENTS = 500;

/** SQLite's DDL is transactional. Kysely thinks it is not, and would leave a failed migration half applied. */
class TransactionalDdlAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

export class TransactionalSqliteDialect extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new TransactionalDdlAdapter();
  }
}

export interface Sqlite extends SqliteDatabase {
  /** From now on a query outside a transaction throws: it would be a write that no rollback takes back. */
  demandTransactions(): void;
  /** Ends what a failed commit may have left open, so that the next transaction can begin. */
  clearTransaction(): void;
  /** A copy as of one moment, into a file that must not exist. Blocks until it is written. */
  vacuumInto(path: string): void;
  /** The same without blocking. */
  backupTo(path: string): Promise<void>;
}

/**
 * The shape Kysely's SqliteDialect asks for, over Node's own SQLite. `synchronous=FULL` because NORMAL loses the last
 * commits in a power cut.
 */
export function openSqlite(file: string, { readOnly }: { readonly readOnly: boolean }): Sqlite {
  const db = new DatabaseSync(file, { readOnly, timeout: 5000, enableForeignKeyConstraints: true });
  if (!readOnly) db.exec('pragma journal_mode = wal; pragma synchronous = full; pragma fullfsync = 1');
  if (!readOnly) db.exec('pragma checkpoint_fullfsync = 1');
  const statements = new Map<string, SqliteStatement>();
  let demanding = false;
  return {
    close: () => db.close(),
    prepare(text) {
      if (demanding && !db.isTransaction && !/^begin\b/.test(text)) {
        throw new Error(`a query outside its transaction: ${text.slice(0, 80)}`);
      }
      let statement = statements.get(text);
      if (statement === undefined) {
        statement = kyselyStatement(db.prepare(text));
        if (statements.size < CACHED_STATEMENTS) statements.set(text, statement);
      }
      return statement;
    },
    demandTransactions() {
      demanding = true;
    },
    clearTransaction() {
      if (db.isTransaction) db.exec('rollback');
    },
    vacuumInto(path) {
      db.prepare('vacuum into ?').run(path);
    },
    async backupTo(path) {
      // Made first, so that it is never readable for others and never takes the place of a file.
      await (await open(path, 'wx', 0o600)).close();
      await backup(db, path);
    },
  };
}

function kyselyStatement(statement: StatementSync): SqliteStatement {
  const values = (parameters: readonly unknown[]) => parameters as SQLInputValue[];
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...values(parameters)),
    run: (parameters) => statement.run(...values(parameters)),
    iterate: (parameters) => statement.iterate(...values(parameters)),
  };
}
