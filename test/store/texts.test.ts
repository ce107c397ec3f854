import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { TextArgs } from '../../src/domain/text.ts';
import { format } from '../../src/messages/say.ts';
import { storeTexts } from '../../src/messages/texts/store.ts';

const args: Readonly<Record<keyof typeof storeTexts, TextArgs>> = {
  'store/data-in-use': { dir: '/data', pid: '12345', host: 'box', since: '2026-11-23T10:00:00.000Z' },
  'store/no-data': { dir: '/data' },
  'store/newer-data': { version: '0009-later' },
  'store/older-data': { dir: '/data' },
  'store/run-not-found': { run: 'run_1' },
  'store/bundle-not-there': { path: '/x/bundle.json' },
  'store/bad-bundle': { path: '/x/bundle.json' },
  'store/backup-exists': { path: '/x/backup.db' },
  'store/bad-url': {},
  'store/database-away': { where: 'db:5432/bot', why: 'connect ECONNREFUSED' },
  'store/database-refuses': { where: 'db:5432/bot', why: 'password authentication failed' },
  'store/old-postgres': { version: 14, needed: 15 },
  'store/not-durable': { where: 'db:5432/bot', name: 'fsync', value: 'off' },
  'store/no-data-there': { where: 'db:5432/bot' },
  'store/target-in-use': { where: 'db:5432/bot' },
  'store/target-not-empty': { where: 'db:5432/bot', table: 'incident' },
};
const all = Object.entries(args) as [keyof typeof storeTexts, TextArgs][];

describe('the sentences of the store', () => {
  it.each(all)('%s says all that it was given, in both languages', (id, given) => {
    for (const lang of ['en', 'ja'] as const) {
      const sentence = format(lang, storeTexts[id], given);
      for (const value of Object.values(given)) expect(sentence).toContain(String(value));
    }
  });

  it('are all said somewhere in the store, and no other is', () => {
    // The doctor names what it finds in the same way; its sentences have a page of their own.
    const files = globSync('src/store/*.ts').filter((file) => !file.includes('/doctor'));
    const code = files.map((file) => readFileSync(file, 'utf8'));
    const said = code.flatMap((text) => text.match(/'store\/[a-z-]+'/g) ?? []).map((id) => id.slice(1, -1));

    expect(new Set(said)).toEqual(new Set(Object.keys(storeTexts)));
  });
});
