import { describe, expect, it } from '@jest/globals';
import type { Delivered } from '../../src/slack/deliver.ts';
import { makeTroubles } from '../../src/slack/troubles.ts';

const unanswered: Delivered = { kind: 'trouble', trouble: { kind: 'maybe', waitMs: 500, error: 'timed out' } };
const refused: Delivered = { kind: 'trouble', trouble: { kind: 'no-access', error: 'token_revoked' } };
const sent: Delivered = { kind: 'sent', ts: '1.1', sent: 1, overflow: false };

describe('what a process knows of why nothing goes out', () => {
  it('names no trouble for one call without an answer, and Slack for several', () => {
    const troubles = makeTroubles();

    troubles.isOver(unanswered, 0);
    troubles.isOver(unanswered, 1);
    expect(troubles.now()).toBeUndefined();
    troubles.isOver(unanswered, 2);

    expect(troubles.now()).toBe('slack-away');
  });

  it('gives Slack’s own word about the token', () => {
    const troubles = makeTroubles();

    troubles.isOver(refused, 0);

    expect(troubles.now()).toBe('token_revoked');
  });

  it('is over with the first answer, and says when it was long', () => {
    const troubles = makeTroubles();
    troubles.isOver(unanswered, 0);
    expect(troubles.isOver(sent, 1_000)).toBe(false);

    troubles.isOver(refused, 2_000);
    expect(troubles.isOver(sent, 40_000)).toBe(true);
    expect(troubles.now()).toBeUndefined();
  });

  it('names the store before all others', () => {
    const troubles = makeTroubles();
    troubles.isOver(refused, 0);

    troubles.storeIs('away');
    expect(troubles.now()).toBe('store');
    troubles.storeIs('there');
    expect(troubles.now()).toBe('token_revoked');
  });
});
