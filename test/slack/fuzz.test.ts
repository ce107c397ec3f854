import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { assertMessageBlocks } from '../../sandbox/slack/validate.ts';
import { compose } from '../../src/slack/blocks/compose.ts';
import { escapeText, limits, type Mrkdwn } from '../../src/slack/blocks/limits.ts';
import type { Part } from '../../src/slack/blocks/parts.ts';
import { sayMrkdwn } from '../../src/slack/blocks/words.ts';

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 4_000 }),
  fc.string({ unit: 'grapheme', maxLength: 4_000 }),
  fc.constantFrom(
    '<!channel> <@U0BEN> <https://evil|here>',
    '<'.repeat(5_000),
    '&'.repeat(20_000),
    '𩸽👨‍👩‍👧'.repeat(3_000),
    '\u202E\u0000\u200B```*_~`',
    '日本語のログ行がとても長く続きます。'.repeat(900),
    '\uD800',
    '',
    ' ',
    '\n'.repeat(5_000),
  ),
);

const button = fc.record({ action: hostile, value: hostile, label: hostile });
const part: fc.Arbitrary<Part> = fc.oneof(
  fc.record({ kind: fc.constant('heading' as const), text: hostile }),
  fc.record({ kind: fc.constant('text' as const), text: hostile.map(escapeText) }),
  fc.record({ kind: fc.constant('note' as const), text: hostile.map(escapeText) }),
  fc.record({ kind: fc.constant('facts' as const), lines: fc.array(hostile, { maxLength: 20 }) }),
  fc.record({
    kind: fc.constant('fields' as const),
    fields: fc.array(fc.record({ label: hostile, value: hostile.map(escapeText) }), { maxLength: 14 }),
  }),
  fc.record({ kind: fc.constant('buttons' as const), buttons: fc.array(button, { maxLength: 30 }) }),
  fc.record({ kind: fc.constant('rule' as const) }),
);

describe('compose', () => {
  it('never makes a message that Slack refuses, and never leaves anything out in silence', () => {
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 70 }), (parts) => {
        const { blocks, text, overflow } = compose('ja', parts);

        assertMessageBlocks(blocks as never);
        expect(JSON.stringify(blocks).length).toBeLessThanOrEqual(limits.messageCharacters);
        expect(blocks.length).toBeLessThanOrEqual(limits.blocks);
        expect(text.length).toBeGreaterThan(0);
        expect(text.length).toBeLessThanOrEqual(limits.fallback);
        if (overflow !== null) expect(JSON.stringify(blocks)).toContain('この下のファイル');
      }),
      { numRuns: 150 },
    );
  });

  it('puts ten megabytes of log into the file, and the beginning of it into the message', () => {
    const line = `${'x'.repeat(99)}\n`;
    const { blocks, overflow } = compose('en', [{ kind: 'facts', lines: [line.repeat(100_000)] }]);

    assertMessageBlocks(blocks as never);
    expect(overflow?.length).toBeGreaterThanOrEqual(10_000_000);
    expect(JSON.stringify(blocks)).toContain('xxxx');
  });

  it('keeps what people press when the rest is too long', () => {
    const parts: Part[] = [
      { kind: 'text', text: escapeText('long\n'.repeat(9_000)) },
      { kind: 'buttons', buttons: [{ action: 'resolve', value: 'inc_1', label: 'Resolve' }] },
    ];

    const { blocks } = compose('en', parts);

    expect(blocks.some(({ type }) => type === 'actions')).toBe(true);
  });
});

describe('sayMrkdwn', () => {
  it('lets nothing that fills a text mention, link or notify', () => {
    fc.assert(
      fc.property(hostile, (typed) => {
        const sentence = sayMrkdwn('en', { id: 'slack/looking', args: { query: typed } });

        expect(sentence).not.toMatch(/<[!@#h]/);
      }),
    );
  });

  it('makes people mentions and times Slack dates', () => {
    const args = { by: 'slack:T0SHOP/U0BEN', at: '2026-11-20T10:15:00.000Z' };

    const sentence: Mrkdwn = sayMrkdwn('en', { id: 'incident/already-pressed', args });

    expect(sentence).toBe(
      'Already pressed by <@U0BEN> at <!date^1795169700^{date_short_pretty} {time}|2026-11-20 10:15 UTC> (10:15 UTC).',
    );
  });
});
