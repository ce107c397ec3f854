import { messageBlocks, modalBlocks } from './block-kit.ts';
import { plain } from './elements.ts';
import { SlackError } from './errors.ts';
import { isObject, type Json, objects } from './json.ts';
import { limits } from './limits.ts';
import { anything, bool, byType, type Fields, listOf, type Report, shape, string } from './shapes.ts';

export interface Problem {
  readonly pointer: string;
  readonly message: string;
}

/** Slack's own lines: `[ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text]`. */
export const asLine = (problem: Problem): string => `[ERROR] ${problem.message} [json-pointer:${problem.pointer}]`;

/** What Slack would refuse in the blocks of a message, but for the total size. Empty when all is well. */
export function blockProblems(blocks: unknown, kinds: Fields = messageBlocks, max: number = limits.message.blocks) {
  const problems: Problem[] = [];
  const report: Report = (pointer, message) => problems.push({ pointer, message });
  listOf(byType(kinds), max, 0)(blocks, '/blocks', report);
  sameIds(blocks, report);
  tableRows(blocks, report);
  return problems;
}

const { data_visualization: _, ...withoutCharts } = messageBlocks;

/** Throws `invalid_blocks`, `msg_blocks_too_long` or `only_one_table_allowed`. `takesCharts`: whether the workspace has that block already. */
export function assertMessageBlocks(blocks: unknown, takesCharts = true): readonly Json[] {
  const problems = blockProblems(blocks, takesCharts ? messageBlocks : withoutCharts);
  if (problems.length > 0)
    throw new SlackError('invalid_blocks', {
      errors: problems.map(asLine),
      response_metadata: { messages: problems.map(asLine) },
    });
  const parsed = objects(blocks);
  const count = (...types: readonly string[]): number =>
    parsed.filter((block) => types.includes(String(block.type))).length;
  if (count('table') > limits.message.tables)
    throw new SlackError('invalid_attachments', { response_metadata: { messages: ['only_one_table_allowed'] } });
  if (count('data_visualization') > limits.message.charts)
    throw new SlackError('invalid_blocks', {
      response_metadata: {
        messages: [
          `[ERROR] no more than ${limits.message.charts} data_visualization blocks allowed [json-pointer:/blocks]`,
        ],
      },
    });
  const markdown = parsed
    .filter((block) => block.type === 'markdown')
    .reduce((sum, block) => sum + String(block.text).length, 0);
  if (markdown > limits.message.markdown) throw new SlackError('msg_too_long');
  if (characters(parsed) > limits.message.blocksCharacters) throw new SlackError('msg_blocks_too_long');
  return parsed;
}

/** What Slack adds up is not written anywhere; the JSON's own length is the careful reading. */
export function characters(blocks: readonly Json[]): number {
  return JSON.stringify(blocks).length;
}

const viewShape = shape(
  { title: plain(limits.modal.title), blocks: anything },
  {
    submit: plain(limits.modal.button),
    close: plain(limits.modal.button),
    private_metadata: string(limits.modal.privateMetadata, 0),
    callback_id: string(limits.id, 0),
    external_id: string(limits.id, 0),
    clear_on_close: bool,
    notify_on_close: bool,
    submit_disabled: bool,
  },
);

/** Throws `invalid_arguments` with Slack's lines, or `view_too_large`. */
export function assertView(view: unknown): Json {
  if (!isObject(view) || (view.type !== 'modal' && view.type !== 'home'))
    throw viewError([{ pointer: '/view/type', message: 'must be one of: modal, home' }]);
  if (JSON.stringify(view).length > limits.modal.bytes) throw new SlackError('view_too_large');
  const problems: Problem[] = [];
  if (view.type === 'modal') viewShape(view, '/view', (pointer, message) => problems.push({ pointer, message }));
  const blocks = blockProblems(
    view.blocks,
    view.type === 'modal' ? modalBlocks : { ...messageBlocks, ...modalBlocks },
    limits.modal.blocks,
  );
  problems.push(...blocks.map((problem) => ({ ...problem, pointer: `/view${problem.pointer}` })));
  if (
    objects(view.blocks).some((block) => block.type === 'input') &&
    view.type === 'modal' &&
    view.submit === undefined
  ) {
    problems.push({ pointer: '/view', message: 'missing required field: submit' });
  }
  if (problems.length > 0) throw viewError(problems);
  return view;
}

function viewError(problems: readonly Problem[]): SlackError {
  return new SlackError('invalid_arguments', { response_metadata: { messages: problems.map(asLine) } });
}

function sameIds(blocks: unknown, report: Report): void {
  const seen = new Set<unknown>();
  for (const [index, block] of objects(blocks).entries()) {
    sameActions(block, `/blocks/${index}`, report);
    if (typeof block.block_id !== 'string' || block.block_id === '') continue;
    if (seen.has(block.block_id)) report(`/blocks/${index}/block_id`, 'block_id already exists');
    seen.add(block.block_id);
  }
}

function sameActions(block: Json, at: string, report: Report): void {
  const seen = new Set<unknown>();
  for (const [index, element] of objects(block.elements).entries()) {
    if (typeof element.action_id !== 'string') continue;
    if (seen.has(element.action_id)) report(`${at}/elements/${index}/action_id`, 'action_id already exists');
    seen.add(element.action_id);
  }
}

function tableRows(blocks: unknown, report: Report): void {
  for (const [index, block] of objects(blocks).entries()) {
    if (block.type !== 'data_table' || !Array.isArray(block.rows)) continue;
    const lengths = new Set(block.rows.map((row: unknown) => (Array.isArray(row) ? row.length : 0)));
    if (lengths.size > 1) report(`/blocks/${index}/rows`, 'all rows must have the same number of cells');
    if (block.rows.length < 2) report(`/blocks/${index}/rows`, 'must provide at least 2 items');
  }
}
