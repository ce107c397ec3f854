import type { types } from '@slack/bolt';
import type { ChartSpec } from '../../domain/chart.ts';
import type { Lang } from '../../domain/text.ts';
import { tell } from '../../messages/say.ts';
import { type ChartBlock, layChart, spokenChart } from './chart.ts';
import { clamp, clean, escapeText, limits, type Mrkdwn, plainOf, unmarked } from './limits.ts';
import type { Button, Menu, Part } from './parts.ts';

type KnownBlock = types.KnownBlock | ChartBlock;

/** A message that Slack cannot refuse. */
export interface Composed {
  readonly blocks: readonly KnownBlock[];
  /** What notifications show and screen readers read instead of the blocks: the whole message in words. */
  readonly text: string;
  /** Everything, as a text file, when the blocks could not hold it. */
  readonly overflow: string | null;
  /** A block that not every workspace takes yet is among them. */
  readonly hasChart: boolean;
}

/** A part as blocks, and whether they hold all of it. */
interface Laid {
  readonly blocks: readonly KnownBlock[];
  readonly isWhole: boolean;
}

/** Where the rest is: below, in the thread of the run, or nowhere in Slack. */
export type Rest = 'slack/rest-in-file' | 'slack/rest-in-thread' | 'slack/rest-elsewhere';

/** Whether charts are blocks, or only words because Slack does not take them (a picture is in the thread). */
export type Charts = 'drawn' | 'in-thread';

/** Lays parts out until the message is full. Buttons always fit; the rest becomes `overflow`, and the message says so. */
export function compose(
  lang: Lang,
  parts: readonly Part[],
  where: Rest = 'slack/rest-in-file',
  charts: Charts = 'drawn',
): Composed {
  const drawn = charts === 'drawn' ? parts.filter(({ kind }) => kind === 'chart').slice(0, limits.charts) : [];
  const laid = parts.map((part, index) => ({
    ...(part.kind === 'chart' ? layChartPart(lang, part.spec, charts, drawn.includes(part)) : lay(part, index)),
    isButtons: part.kind === 'buttons',
  }));
  const rest = noteBlock(escapeText(tell(lang, where)));
  const filled = fill(laid, rest);
  const isWhole = filled.isWhole && laid.every((one) => one.isWhole);
  const spoken = parts.map(spokenOf).filter((line) => line !== '');
  const blocks = isWhole ? filled.blocks : [...filled.blocks, rest];
  return {
    blocks,
    hasChart: blocks.some(({ type }) => type === 'data_visualization'),
    text: clampEscaped(spoken.join('\n') || '…', limits.fallback),
    overflow: isWhole ? null : parts.map(wholeOf).join('\n\n'),
  };
}

/** Takes blocks in their order while there is room; what people press comes first. */
function fill(laid: readonly (Laid & { readonly isButtons: boolean })[], rest: KnownBlock): Laid {
  let room = limits.messageCharacters - sizeOf([rest]);
  let places = limits.blocks - 1;
  const fits = (block: KnownBlock) => {
    const size = sizeOf([block]);
    if (size > room || places === 0) return false;
    room -= size;
    places -= 1;
    return true;
  };
  const pressable = laid.map(({ blocks, isButtons }) => (isButtons ? blocks.filter(fits) : []));
  const kept = laid.map(({ blocks, isButtons }, index) => (isButtons ? pressable[index] : blocks.filter(fits)) ?? []);
  const isWhole = laid.every(({ blocks }, index) => kept[index]?.length === blocks.length);
  return { blocks: kept.flat(), isWhole };
}

const sizeOf = (blocks: readonly KnownBlock[]) => JSON.stringify(blocks).length;

function lay(part: Exclude<Part, { kind: 'chart' }>, index: number): Laid {
  switch (part.kind) {
    case 'heading':
      return whole([{ type: 'header', text: plain(clean(part.text).trim() || '…', limits.header) }]);
    case 'text':
      return layText(part.text);
    case 'facts':
      return layFacts(part.lines);
    case 'fields':
      return whole(fieldsBlocks(part.fields));
    case 'note':
      return { blocks: [noteBlock(part.text)], isWhole: part.text.length <= limits.text };
    case 'buttons':
      return layButtons(part.buttons, part.menu, index);
    case 'rule':
      return whole([{ type: 'divider' }]);
  }
}

/** The words stand beside the drawing too: not everybody sees it. */
function layChartPart(lang: Lang, spec: ChartSpec, charts: Charts, isDrawn: boolean): Laid {
  const where = charts === 'in-thread' ? [tell(lang, 'chart/in-thread')] : [];
  const words = noteBlock(escapeText([spokenChart(spec), ...where].join(lang === 'ja' ? '' : ' ')));
  const { block } = layChart(spec);
  return whole(isDrawn && block !== null ? [block, words] : [words]);
}

const whole = (blocks: readonly KnownBlock[]): Laid => ({ blocks, isWhole: true });

/** Long text is broken at line ends into sections. One line that is too long by itself is cut, and counts as not whole. */
function layText(mrkdwn: Mrkdwn): Laid {
  const pieces: string[] = [];
  let isWhole = true;
  for (const line of mrkdwn.split('\n')) {
    const last = pieces.at(-1);
    if (last !== undefined && last.length + 1 + line.length <= limits.text)
      pieces[pieces.length - 1] = `${last}\n${line}`;
    else pieces.push(clampEscaped(line, limits.text));
    isWhole &&= line.length <= limits.text;
  }
  const blocks = pieces.filter((piece) => piece.trim() !== '').map(section);
  return { blocks, isWhole };
}

const section = (mrkdwn: string): KnownBlock => ({
  type: 'section',
  text: { type: 'mrkdwn', text: mrkdwn, verbatim: true },
});

function layFacts(lines: readonly string[]): Laid {
  const all = lines.map((line) => clean(line)).join('\n');
  if (all.trim() === '') return whole([]);
  const text = clamp(all, limits.preformatted);
  const isWhole = text === all && lines.every((line) => line.length <= 10_000);
  const preformatted = { type: 'rich_text_preformatted' as const, elements: [{ type: 'text' as const, text }] };
  return { blocks: [{ type: 'rich_text', elements: [preformatted] }], isWhole };
}

function fieldsBlocks(fields: Extract<Part, { kind: 'fields' }>['fields']): KnownBlock[] {
  const shown = fields.slice(0, limits.fields).map(({ label, value }) => ({
    type: 'mrkdwn' as const,
    text: clampEscaped(`*${escapeText(label)}*\n${value}`, limits.field),
    verbatim: true,
  }));
  return shown.length === 0 ? [] : [{ type: 'section', fields: shown }];
}

function noteBlock(mrkdwn: Mrkdwn): KnownBlock {
  const text = clampEscaped(mrkdwn || '…', limits.text);
  return { type: 'context', elements: [{ type: 'mrkdwn', text, verbatim: true }] };
}

/** A button without an action or with a value that is too long would be refused, and with it the whole message. */
function layButtons(buttons: readonly Button[], menu: Menu | undefined, index: number): Laid {
  const usable = buttons.filter(
    ({ action, value }, at) =>
      isBetween(action, limits.id) &&
      isBetween(value, limits.buttonValue) &&
      buttons.findIndex((other) => other.action === action) === at,
  );
  const pressable = usable.slice(0, limits.buttons - 1).map(buttonElement);
  const elements = [...pressable, ...menuElements(menu)];
  const isWhole = pressable.length === buttons.length;
  return {
    blocks: elements.length === 0 ? [] : [{ type: 'actions', block_id: `buttons-${index}`, elements }],
    isWhole,
  };
}

function menuElements(menu: Menu | undefined) {
  const options = (menu?.options ?? [])
    .filter(({ value }) => isBetween(value, limits.optionValue))
    .slice(0, limits.options)
    .map(({ label, value }) => ({ text: plain(clean(label).trim() || '…', limits.optionText), value }));
  if (menu === undefined || options.length === 0) return [];
  const placeholder = plain(menu.label, limits.placeholder);
  return [{ type: 'static_select' as const, action_id: menu.action, placeholder, options }];
}

const isBetween = ({ length }: string, most: number) => length > 0 && length <= most;

function buttonElement({ action, value, label, style, confirm }: Button) {
  return {
    type: 'button' as const,
    action_id: action,
    value,
    text: plain(clean(label).trim() || '…', limits.buttonText),
    ...(style === undefined ? {} : { style }),
    ...(confirm === undefined ? {} : { confirm: confirmOf(confirm) }),
  };
}

function confirmOf({ title, text, yes, no }: NonNullable<Button['confirm']>) {
  return { title: plain(title, 100), text: plain(text, 300), confirm: plain(yes, 30), deny: plain(no, 30) };
}

/** Names and log lines are no emoji codes. */
const plain = (text: string, limit: number) => ({
  type: 'plain_text' as const,
  text: clamp(text, limit),
  emoji: false,
});

/** Cuts mrkdwn without leaving half an entity or half a `<!date…>` behind. */
function clampEscaped(mrkdwn: string, limit: number): string {
  if (mrkdwn.length <= limit) return mrkdwn;
  const cut = clamp(mrkdwn, limit);
  const open = cut.lastIndexOf('<');
  return open > cut.lastIndexOf('>') ? `${cut.slice(0, open)}…` : cut;
}

function spokenOf(part: Part): string {
  switch (part.kind) {
    case 'heading':
      return escapeText(part.text);
    case 'text':
    case 'note':
      return part.text;
    case 'facts':
      return escapeText(clamp(part.lines.join('\n'), 600));
    case 'fields':
      return part.fields.map(({ label, value }) => `${escapeText(label)}: ${value.replaceAll('\n', ' ')}`).join('\n');
    case 'chart':
      return escapeText(spokenChart(part.spec));
    case 'buttons':
    case 'rule':
      return '';
  }
}

function wholeOf(part: Part): string {
  if (part.kind === 'facts') return part.lines.map((line) => line.toWellFormed()).join('\n');
  return plainOf(unmarked(spokenOf(part)));
}
