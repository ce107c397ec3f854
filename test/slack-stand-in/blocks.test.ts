import { describe, expect, it } from '@jest/globals';
import { SlackError } from '../../sandbox/slack/errors.ts';
import { asLine, assertMessageBlocks, assertView, blockProblems } from '../../sandbox/slack/validate.ts';

const lines = (...blocks: readonly unknown[]): readonly string[] => blockProblems(blocks).map(asLine);
const plain = (text: string) => ({ type: 'plain_text', text });
const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
const cell = (text: string) => ({ type: 'raw_text', text });

function thrown(work: () => unknown): SlackError {
  try {
    work();
  } catch (error) {
    if (error instanceof SlackError) return error;
    throw error;
  }
  throw new Error('it was accepted');
}

describe('blocks', () => {
  it('of every kind that the bot may send pass', () => {
    expect(
      lines(
        { type: 'header', text: plain('502s on shop-alb') },
        {
          ...section('*a*'),
          fields: [plain('one')],
          accessory: { type: 'image', image_url: 'https://x.test/a.png', alt_text: 'a' },
        },
        { type: 'divider' },
        { type: 'context', elements: [{ type: 'mrkdwn', text: 'c' }] },
        { type: 'actions', elements: [{ type: 'button', text: plain('Go'), action_id: 'go', style: 'primary' }] },
        {
          type: 'rich_text',
          elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'log' }] }],
        },
        { type: 'table', rows: [[cell('a'), { type: 'raw_number', value: 3, text: '3' }]] },
        { type: 'container', title: plain('Evidence'), is_collapsible: true, child_blocks: [section('x')] },
        { type: 'plan', title: 'Look', tasks: [{ type: 'task_card', task_id: 'a', title: 'ALB', status: 'complete' }] },
        { type: 'data_table', caption: 'c', rows: [[cell('h')], [cell('v')]] },
      ),
    ).toEqual([]);
  });

  it.each([
    ['an empty text', section(''), '[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]'],
    [
      'a long text',
      section('x'.repeat(3001)),
      '[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'a section without text',
      { type: 'section' },
      '[ERROR] missing required field: text or fields [json-pointer:/blocks/0]',
    ],
    ['an unknown block', { type: 'marquee' }, '[ERROR] unsupported type: marquee [json-pointer:/blocks/0/type]'],
    [
      'markup in a header',
      { type: 'header', text: { type: 'mrkdwn', text: 'h' } },
      '[ERROR] unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]',
    ],
    [
      'an unknown field',
      { type: 'divider', colour: 'red' },
      '[ERROR] invalid additional property: colour [json-pointer:/blocks/0]',
    ],
    [
      'eleven fields',
      { type: 'section', fields: Array.from({ length: 11 }, () => plain('f')) },
      '[ERROR] no more than 10 items allowed [json-pointer:/blocks/0/fields]',
    ],
    [
      'eleven context elements',
      { type: 'context', elements: Array.from({ length: 11 }, () => plain('f')) },
      '[ERROR] no more than 10 items allowed [json-pointer:/blocks/0/elements]',
    ],
    [
      'a long button',
      { type: 'actions', elements: [{ type: 'button', text: plain('x'.repeat(76)) }] },
      '[ERROR] must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]',
    ],
    [
      'a long value',
      { type: 'actions', elements: [{ type: 'button', text: plain('x'), value: 'v'.repeat(2001) }] },
      '[ERROR] must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]',
    ],
    [
      'no buttons',
      { type: 'actions', elements: [] },
      '[ERROR] must provide at least 1 items [json-pointer:/blocks/0/elements]',
    ],
    [
      'two buttons of one action',
      {
        type: 'actions',
        elements: [
          { type: 'button', text: plain('a'), action_id: 'x' },
          { type: 'button', text: plain('b'), action_id: 'x' },
        ],
      },
      '[ERROR] action_id already exists [json-pointer:/blocks/0/elements/1/action_id]',
    ],
    [
      'an alert outside a modal',
      { type: 'alert', text: plain('a') },
      '[ERROR] unsupported type: alert [json-pointer:/blocks/0/type]',
    ],
    [
      'a ragged data table',
      { type: 'data_table', caption: 'c', rows: [[cell('a')], [cell('b'), cell('c')]] },
      '[ERROR] all rows must have the same number of cells [json-pointer:/blocks/0/rows]',
    ],
    [
      'an empty cell',
      { type: 'table', rows: [[cell('')]] },
      '[ERROR] must be more than 0 characters [json-pointer:/blocks/0/rows/0/0/text]',
    ],
  ])('with %s are refused where it stands', (_what, block, line) => {
    expect(lines(block)).toContain(line);
  });

  it('are 50 at most, with different ids', () => {
    expect(lines(...Array.from({ length: 51 }, () => ({ type: 'divider' })))).toEqual([
      '[ERROR] no more than 50 items allowed [json-pointer:/blocks]',
    ]);
    expect(lines({ type: 'divider', block_id: 'a' }, { type: 'divider', block_id: 'a' })).toEqual([
      '[ERROR] block_id already exists [json-pointer:/blocks/1/block_id]',
    ]);
  });

  it('are refused together beyond 13,000 characters and with a second table', () => {
    const long = Array.from({ length: 5 }, () => section('x'.repeat(2900)));
    const table = { type: 'table', rows: [[cell('a')]] };

    expect(thrown(() => assertMessageBlocks(long)).error).toBe('msg_blocks_too_long');
    expect(thrown(() => assertMessageBlocks([table, table])).error).toBe('invalid_attachments');
  });
});

describe('a modal', () => {
  const input = { type: 'input', label: plain('Why'), element: { type: 'plain_text_input', action_id: 'a' } };

  it('needs a submit button with an input, and a title of at most 24 characters', () => {
    const view = { type: 'modal', title: plain('Why is this step skipped?'), blocks: [input] };

    expect(thrown(() => assertView(view)).extra).toEqual({
      response_metadata: {
        messages: [
          '[ERROR] must be less than 25 characters [json-pointer:/view/title/text]',
          '[ERROR] missing required field: submit [json-pointer:/view]',
        ],
      },
    });
  });

  it('takes an alert and passes when it is whole', () => {
    const view = {
      type: 'modal',
      title: plain('Skip'),
      submit: plain('Skip'),
      blocks: [{ type: 'alert', level: 'warning', text: plain('a') }, input],
    };

    expect(assertView(view)).toBe(view);
  });
});
