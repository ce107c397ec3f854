import { describe, expect, it } from '@jest/globals';
import { insights } from '../../../../sandbox/aws/operations/insights.ts';

const at = Date.parse('2026-11-23T10:00:00.000Z');
const entries = [
  { at: at + 1_000, stream: 'api/1', message: 'ERROR a|b' },
  { at: at + 30_000, stream: 'api/2', message: 'INFO fine' },
  { at: at + 70_000, stream: 'api/1', message: 'error again and again' },
].map((event, number) => ({ event, number, group: '1:/ecs/api' }));
const run = (query: string) =>
  insights(query, entries)?.map((row) => row.filter(({ field }) => field !== '@ptr').map(({ value }) => value));

describe('insights', () => {
  it('gives the fields asked for, newest first', () => {
    expect(run('fields @timestamp, @message | limit 1')).toEqual([
      ['2026-11-23 10:01:10.000', 'error again and again'],
    ]);
  });

  it.each([
    ['fields @message | filter @message like /ERROR/', [['ERROR a|b']]],
    [
      'fields @message | filter @message like /(?i)error/ | sort @timestamp asc',
      [['ERROR a|b'], ['error again and again']],
    ],
    ['fields @message | filter @message like "a|b"', [['ERROR a|b']]],
    ['fields @message | filter @message not like /rror/i and @logStream = "api/2"', [['INFO fine']]],
    [
      'fields @message | filter @message like /fine/ or @message =~ /again and/',
      [['error again and again'], ['INFO fine']],
    ],
    [
      'filter @logStream = "api/1" | stats count(*) as n by bin(1m)',
      [
        ['2026-11-23 10:00:00.000', '1'],
        ['2026-11-23 10:01:00.000', '1'],
      ],
    ],
    [
      'stats count(*) by @logStream',
      [
        ['api/1', '2'],
        ['api/2', '1'],
      ],
    ],
  ])('%s', (query, expected) => {
    expect(run(query)).toEqual(expected);
  });

  it.each(['parse @message "a *" as b', 'filter abs(@x) > 1', 'stats avg(@duration)', 'limit many'])(
    'refuses %s',
    (query) => {
      expect(run(query)).toBeUndefined();
    },
  );
});
