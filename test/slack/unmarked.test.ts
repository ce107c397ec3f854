import { describe, expect, it } from '@jest/globals';
import { compose } from '../../src/slack/blocks/compose.ts';
import { runExplanationParts } from '../../src/slack/blocks/explanation.ts';
import { unmarked } from '../../src/slack/blocks/limits.ts';

describe('a file beside a message', () => {
  it.each(['en', 'ja'] as const)('holds no markup of Slack in %s, and its facts as they are', (lang) => {
    const lines = Array.from({ length: 900 }, (_, at) => `  ${at} dB  \`a\` *b* ${'.'.repeat(40)}`);
    const [title, ...rest] =
      compose(lang, runExplanationParts(lang, 'run_1', 'shop-alb', lines)).overflow?.split('\n') ?? [];

    expect(title).toContain('shop-alb');
    expect(title).toContain('run_1');
    expect(title).not.toMatch(/[*`]/);
    expect(rest).toContain(lines[0]);
  });

  it('keeps what is no markup', () => {
    expect(unmarked('2 * 3 * 4, /api/*, **/x')).toBe('2 * 3 * 4, /api/*, **/x');
  });
});
