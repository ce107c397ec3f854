import { describe, expect, it } from '@jest/globals';
import type { TimelineEvent } from '../../src/domain/incident.ts';
import { eventSentence } from '../../src/reports/index.ts';
import { lookOutcome } from '../../src/reports/look-outcome.ts';

describe('what a look came to', () => {
  it.each([
    ['otherwise=unknown', 'this could not be told from outside'],
    ['otherwise=partly-unknown', 'nothing of this in what could be read; the rest could not be told from outside'],
    ['otherwise=not-seen', 'nothing of this was seen'],
    ['otherwise', 'it does not say which way to go'],
    ['targets/unhealthy=seen', 'unhealthy targets: seen'],
  ])('says of %s: %s', (outcome, sentence) => {
    expect(lookOutcome(outcome, 'en')).toBe(sentence);
  });

  it('never says no where nobody could look', () => {
    expect(lookOutcome('otherwise=unknown', 'ja')).toBe('外部からは判断できませんでした');
    expect(lookOutcome('otherwise=not-seen', 'ja')).toBe('該当する兆候はありませんでした');
  });

  it('reads in the timeline as on its card', () => {
    const body = { card: 'card_1', runbook: 'triage', step: 'look', run: 'run_1', outcome: 'otherwise=unknown' };

    expect(eventSentence({ type: 'looked-again', body } as unknown as TimelineEvent, 'en')).toMatch(
      /Outcome: this could not be told from outside$/,
    );
  });
});
