import type { LookupEventsCommandInput, LookupEventsCommandOutput } from '@aws-sdk/client-cloudtrail';
import { describe, expect, it } from '@jest/globals';
import type { Lost } from '../../../src/aws/failure.ts';
import { type Lookup, writeEvents } from '../../../src/aws/steps/trail.ts';
import type { Step, Trip } from '../../../src/aws/trip.ts';
import { at, awsError, window } from '../../support/aws-account.ts';

type Page = Pick<LookupEventsCommandOutput, 'Events' | 'NextToken'>;

/** A trip without the pace of two calls a second; `answer` gets the value that is looked up and the number of the call. */
function tripOf(answer: (value: string, call: number) => Page) {
  const lost: Lost[] = [];
  const asked: string[] = [];
  const trip = {
    window,
    soon: new AbortController().signal,
    lose: (...more: Lost[]) => lost.push(...more),
    get: <T>(step: Step<T>) => step.take(trip as unknown as Trip),
    cloudtrail: {
      send: async ({ input }: { readonly input: LookupEventsCommandInput }) => {
        const value = input.LookupAttributes?.[0]?.AttributeValue ?? '';
        asked.push(value);
        return answer(value, asked.length);
      },
    },
  };
  // Only what the trail uses.
  return { trip: trip as unknown as Trip, lost, asked };
}

const event = (id: string, EventTime = at) => ({ EventId: id, EventName: id, EventTime });
const nearest: readonly Lookup[] = [
  'UpdateService',
  'group',
  'alb',
  'sg-1',
  'RegisterTaskDefinition',
  'sg-2',
  'sg-3',
].map((value) => ({ key: 'ResourceName', value }));

describe('the trail of write events', () => {
  it('is all of them where six pages reach back to the beginning', async () => {
    const early = new Date('2026-11-20T02:00:00Z');
    const { trip, lost, asked } = tripOf((_, call) => ({
      Events: [event(`e${call}`, early)],
      ...(call < 3 ? { NextToken: `n${call}` } : {}),
    }));

    const { events, coverage } = await writeEvents(trip, nearest);

    expect({ events: events.length, coverage, lost, asked }).toEqual({
      events: 3,
      coverage: 'all write events',
      lost: [],
      asked: ['false', 'false', 'false'],
    });
  });

  it('is the nearest, besides what was read, where six pages do not reach back', async () => {
    const early = new Date('2026-11-20T02:00:00Z');
    const { trip, lost, asked } = tripOf((value, call) => ({
      Events: [event(`e${call}`, early)],
      ...(value === 'false' ? { NextToken: `n${call}` } : {}),
    }));

    const { events, coverage } = await writeEvents(trip, nearest.slice(0, 6));

    expect(coverage).toMatch(/^busy account/);
    expect(asked).toEqual([
      ...Array.from({ length: 6 }, () => 'false'),
      ...nearest.slice(0, 6).map(({ value }) => value),
    ]);
    expect({ events: events.length, lost }).toEqual({ events: 12, lost: [] });
  });

  it('is the nearest in a busy account: six lookups, each to its end, told by name', async () => {
    const { trip, lost, asked } = tripOf((value, call) => ({
      Events: [event(`e${call}`)],
      ...(call === 1 || (value === 'alb' && call < 9) ? { NextToken: `n${call}` } : {}),
    }));

    const { events, coverage } = await writeEvents(trip, nearest.slice(0, 6));

    expect(coverage).toBe('busy account, looked up UpdateService, group, alb, sg-1, RegisterTaskDefinition, sg-2');
    expect(asked).toEqual([
      'false',
      'UpdateService',
      'group',
      'alb',
      'sg-1',
      'RegisterTaskDefinition',
      'sg-2',
      'alb',
      'alb',
    ]);
    expect(events).toHaveLength(9);
    expect(lost).toEqual([]);
  });

  it('spends twelve calls at most, and says what it left', async () => {
    const { trip, lost, asked } = tripOf((_, call) => ({ Events: [event(`e${call}`)], NextToken: `n${call}` }));

    await writeEvents(trip, nearest);

    expect(asked).toHaveLength(12);
    expect(lost.map(({ reason, detail }) => `${reason} ${detail}`)).toEqual([
      'cut-off CloudTrail: not looked up: sg-3',
      'cut-off cloudtrail:LookupEvents of UpdateService: stopped after 5 pages, 5 items',
      ...['group', 'alb', 'sg-1', 'RegisterTaskDefinition', 'sg-2'].map(
        (value) => `cut-off CloudTrail: only the newest events of ${value}`,
      ),
    ]);
  });

  it('keeps what the other lookups gave when one is throttled', async () => {
    const { trip, lost } = tripOf((value, call) => {
      if (value === 'group') throw awsError('ThrottlingException');
      return { Events: [event(`e${call}`)], ...(call === 1 ? { NextToken: 'n' } : {}) };
    });

    const { events } = await writeEvents(trip, nearest.slice(0, 3));

    expect(events).toHaveLength(3);
    expect(lost).toMatchObject([{ reason: 'throttled' }]);
  });
});
