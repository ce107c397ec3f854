import { describe, expect, it } from '@jest/globals';
import { arrive, arriveAddress, prepare } from '../../sandbox/page/app/markup.ts';

/** What the renderer gets, and what is read in the end. */
function shown(text: object) {
  const block = prepare({ type: 'section', text: { ...text } }) as { text: { text: string } };
  return { given: block.text.text, read: arrive(block.text.text) };
}

describe('the markup that the page hands to its renderer', () => {
  it('shows escaped markup as it was meant and never as a mention', () => {
    const { given, read } = shown({ type: 'mrkdwn', text: 'a &lt;!here&gt; &amp; &amp;lt; b' });

    expect(given).not.toMatch(/[<>&]/);
    expect(read).toBe('a <!here> & &lt; b');
  });

  it('keeps links, mentions, dates and names of emoji, and frees times of day from being one', () => {
    const text = '<https://x.test/a:b|x> <@U0BEN> <!date^1^{time}|21:31 UTC> :red_circle: 21:31–22:31';
    const { given, read } = shown({ type: 'mrkdwn', text });

    expect(given).toContain('<https://x.test/a:b|x> <@U0BEN> <!date^1^{time}|21:31 UTC> :red_circle: ');
    expect(given).not.toContain(':31–22:');
    expect(read).toBe(text);
  });

  it('frees the port of a link from swallowing the emoji behind it', () => {
    const text = '<http://127.0.0.1:3000/archives/C1/p1|Open>\n:rotating_light: *pay-alb*';
    const { given, read } = shown({ type: 'mrkdwn', text });

    expect(given).not.toContain(':3000');
    expect(given).toContain('|Open>\n:rotating_light: ');
    expect(read).toBe(text);
  });

  it('leads where it was meant to, port and all', () => {
    const text = '<http://127.0.0.1:3000/archives/C1/p1?a=1&amp;b=2|Open>';
    const [, address = ''] = /<([^|]*)\|/.exec(shown({ type: 'mrkdwn', text }).given) ?? [];

    // As the renderer writes it.
    expect(arriveAddress(new URL(address).href)).toBe('http://127.0.0.1:3000/archives/C1/p1?a=1&b=2');
  });

  it('closes what is bold behind a Japanese bracket', () => {
    const { given, read } = shown({ type: 'mrkdwn', text: '*確認済み（12）*: 10:15' });

    expect(given).toContain('*確認済み（12）*: ');
    expect(given).not.toContain('10:15');
    expect(read).toBe('*確認済み（12）*: 10:15');
  });

  it('parses nothing in plain text', () => {
    const { given, read } = shown({ type: 'plain_text', text: '<!channel> & <b>' });

    expect(given).not.toContain('<');
    expect(read).toBe('<!channel> & <b>');
  });

  it('does not take `verbatim` for "no markup"', () => {
    expect(prepare({ type: 'section', text: { type: 'mrkdwn', text: '*a*', verbatim: true } })).toEqual({
      type: 'section',
      text: { type: 'mrkdwn', text: '*a*' },
    });
  });

  it('turns a data table and its numbers into a table of text, which the renderer knows', () => {
    const rows = [[{ type: 'raw_text', text: 'n' }], [{ type: 'raw_number', value: 1200, text: '1,200' }]];

    expect(prepare({ type: 'data_table', caption: 'c', page_size: 5, rows })).toEqual({
      type: 'table',
      rows: [[{ type: 'raw_text', text: 'n' }], [{ type: 'raw_text', text: '1,200' }]],
    });
  });
});
