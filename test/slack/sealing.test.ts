import { describe, expect, it } from '@jest/globals';
import { makeSeal } from '../../src/slack/sealing.ts';

describe('a seal', () => {
  const seal = makeSeal('a-state-secret');

  it('gives back what was closed, in whatever language', () => {
    expect(seal.open('team/T1', seal.close('team/T1', '{"token":"xoxb-秘密"}'))).toBe('{"token":"xoxb-秘密"}');
  });

  it('shows nothing of it, and never the same twice', () => {
    const [one, other] = [seal.close('team/T1', 'xoxb-1'), seal.close('team/T1', 'xoxb-1')];

    expect(Buffer.from(String(one.split('.')[1]), 'base64').toString('latin1')).not.toContain('xoxb');
    expect(one).not.toBe(other);
  });

  it.each([
    ['another secret', (sealed: string) => makeSeal('another').open('team/T1', sealed)],
    ['another row', (sealed: string) => seal.open('team/T2', sealed)],
    ['a changed letter', (sealed: string) => seal.open('team/T1', `${sealed.slice(0, -4)}AAA=`)],
    ['a tag that was cut off', (sealed: string) => seal.open('team/T1', `v1.${sealed.slice(3, 19)}`)],
    ['a version that is not known', (sealed: string) => seal.open('team/T1', sealed.replace('v1', 'v2'))],
  ])('does not open for %s', (_what, open) => {
    expect(() => open(seal.close('team/T1', 'xoxb-1'))).toThrow();
  });
});
