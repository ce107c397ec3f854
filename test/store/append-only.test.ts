import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const CHANGES =
  /updateTable\(\s*'timeline|deleteFrom\(\s*'timeline|replaceInto\(\s*'timeline|(update|delete\s+from|drop\s+table|replace\s+into)\s+"?timeline/i;
const INSERTS = /insertInto\(\s*'timeline|insert\s+into\s+"?timeline/i;
const sources = globSync('src/**/*.ts').map((file) => ({ file, text: readFileSync(file, 'utf8') }));

describe('the timeline', () => {
  it('is never updated and never deleted from: there is no such statement', () => {
    expect(sources.filter(({ text }) => CHANGES.test(text)).map(({ file }) => file)).toEqual([]);
  });

  it('is inserted into from one place', () => {
    expect(sources.filter(({ text }) => INSERTS.test(text)).map(({ file }) => file)).toEqual(['src/store/timeline.ts']);
  });

  it.each(["trx.updateTable('timeline')", 'delete from timeline', 'UPDATE "timeline" set'])(
    'would be found: %s',
    (sql) => {
      expect(CHANGES.test(sql)).toBe(true);
    },
  );
});
