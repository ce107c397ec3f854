import { describe, expect, it } from '@jest/globals';
import { nearest } from '../../sandbox/run/nearest.ts';
import { readOptions } from '../../sandbox/run/options.ts';

describe('the options of the sandbox', () => {
  it('leave everything free unless told otherwise', () => {
    expect(readOptions([], {})).toMatchObject({ lang: 'en', awsPort: 0, botPort: 0, list: false });
    expect(readOptions([], {}).slackPort).toBeUndefined();
    expect(readOptions([], { FIVEOHTWO_LANG: 'ja' }).lang).toBe('ja');
  });

  it.each([
    [['--port', '0'], 'Did you mean --slack-port or --aws-port or --bot-port? See --help.'],
    [['--soket'], "Unknown option '--soket'. Did you mean --socket? See --help."],
    [['--foo'], "Unknown option '--foo'. See --help."],
    [['--lang', 'de'], '--lang is en or ja, not "de".'],
    [['--only', 'gcp'], '--only is aws or slack, not "gcp".'],
    [['--slack-port', '99999'], '--slack-port is a number from 0 to 65535, not "99999".'],
  ])('refuse %j in a sentence', (args, sentence) => {
    expect(() => readOptions(args, {})).toThrow(sentence);
  });
});

describe('a mistyped world', () => {
  it('is answered with the nearest names', () => {
    expect(nearest('mapel', ['maple', 'linden', 'alder'])).toEqual(['maple']);
    expect(nearest('lind', ['maple', 'linden', 'alder'])[0]).toBe('linden');
    expect(nearest('zzzzzzzz', ['maple', 'linden', 'alder'])).toEqual([]);
  });
});
