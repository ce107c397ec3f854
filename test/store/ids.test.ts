import { describe, expect, it } from '@jest/globals';
import { newId } from '../../src/store/index.ts';

describe('newId', () => {
  it('carries its prefix', () => {
    expect(newId('run')).toMatch(/^run_[0-9A-HJKMNP-TV-Z]{26}$/);
  });

  it('gives ids that are all different and sort in the order they were made', () => {
    const ids = Array.from({ length: 5000 }, () => newId('x'));

    expect(new Set(ids).size).toBe(5000);
    expect([...ids].sort()).toEqual(ids);
  });
});
