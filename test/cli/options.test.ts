import { describe, expect, it } from '@jest/globals';
import { windowFrom } from '../../src/cli/options.ts';

const now = new Date('2026-11-20T10:15:00.000Z');

describe('the window', () => {
  it('is the last hour when nothing was said, with the same hour a week before', () => {
    expect(windowFrom({}, now)).toEqual({
      from: '2026-11-20T09:15:00.000Z',
      to: '2026-11-20T10:15:00.000Z',
      baseline: { from: '2026-11-13T09:15:00.000Z', to: '2026-11-13T10:15:00.000Z' },
    });
  });

  it.each([
    ['90s', '2026-11-20T10:13:30.000Z'],
    ['15m', '2026-11-20T10:00:00.000Z'],
    ['2h', '2026-11-20T08:15:00.000Z'],
    ['1d', '2026-11-19T10:15:00.000Z'],
  ])('goes back by %s', (since, from) => {
    expect(windowFrom({ since }, now).from).toBe(from);
  });

  it('takes times with their zone', () => {
    expect(windowFrom({ from: '2026-11-20T18:15+09:00', to: '2026-11-20T09:30Z' }, now)).toMatchObject({
      from: '2026-11-20T09:15:00.000Z',
      to: '2026-11-20T09:30:00.000Z',
    });
  });

  it.each([
    ['a time without its zone', { from: '2026-11-20T09:15:00' }],
    ['a time that does not exist', { from: '2026-11-20T25:15Z' }],
    ['an end without a begin', { to: '2026-11-20T09:15Z' }],
    ['an end before the begin', { from: '2026-11-20T09:15Z', to: '2026-11-20T09:10Z' }],
    ['both ways at once', { since: '5m', from: '2026-11-20T09:15Z' }],
    ['no time at all', { since: '0m' }],
    ['more than a week', { since: '8d' }],
  ])('refuses %s', (_, options) => {
    expect(() => windowFrom(options, now)).toThrow('usage');
  });
});
