import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Bundle } from '../domain/evidence.ts';
import type { PrunableBundles, Store } from '../domain/ports.ts';
import { canonicalBytes, digestOf, noSuchRun, parseBundle } from './bundles.ts';
import type { BundleTable } from './schema.ts';
import { trxOf } from './transactions.ts';

const zip = promisify(gzip);
const unzip = promisify(gunzip);
/** No bundle of ours comes near it: a row that says so was not written by us. */
const LARGEST = 256 * 1024 * 1024;

/** As old as its run, unless told. */
export async function bundleRow(bundle: Bundle, createdAt = Date.parse(bundle.run.startedAt)): Promise<BundleTable> {
  const bytes = canonicalBytes(bundle);
  const gz = (await zip(bytes)).toString('base64');
  return { id: bundle.run.id, gz, digest: digestOf(bytes), createdAt };
}

/** Bundles as rows of the shared database, for every process to read. */
export function makeBundleRows(store: Store, nowMs: () => number): PrunableBundles {
  return {
    async save(bundle) {
      const row = await bundleRow(bundle, nowMs());
      const { gz, digest } = row;
      await store.transaction((tx) =>
        trxOf(tx)
          .insertInto('bundle')
          .values(row)
          .onConflict((on) => on.column('id').doUpdateSet({ gz, digest }))
          .execute(),
      );
      return digest;
    },
    async load(runId) {
      const row = await store.transaction((tx) =>
        trxOf(tx).selectFrom('bundle').select(['gz']).where('id', '=', runId).executeTakeFirst(),
      );
      if (row === undefined) throw noSuchRun(runId);
      return parseBundle(await unzip(Buffer.from(row.gz, 'base64'), { maxOutputLength: LARGEST }), runId);
    },
    async latest() {
      const row = await store.transaction((tx) =>
        trxOf(tx).selectFrom('bundle').select('id').orderBy('id', 'desc').limit(1).executeTakeFirst(),
      );
      return row?.id;
    },
    prune: (before) =>
      store.transaction(async (tx) => {
        const gone = await trxOf(tx).deleteFrom('bundle').where('createdAt', '<', before).returning('id').execute();
        return gone.length;
      }),
  };
}
