import { describe, expect, it } from '@jest/globals';
import { checks } from '../../src/checks/index.ts';

/** The log and CloudWatch rarely count alike: a number of 502s says which of them counted it. */
describe('a check that tells how many of the rows in the access log', () => {
  const telling = checks.flatMap(({ id, texts }) =>
    [texts.seen, texts['not-seen']].filter(({ en }) => en.includes('{rows, number}')).map((text) => ({ id, ...text })),
  );

  it('is there', () => {
    expect(telling.length).toBeGreaterThan(5);
  });

  it.each(telling)('says so: $id', ({ en, ja }) => {
    expect(en).toContain('in the access log');
    expect(ja).toContain('アクセスログ');
  });
});
