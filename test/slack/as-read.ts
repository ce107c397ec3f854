import type { Composed } from '../../src/slack/blocks/compose.ts';

type Block = Composed['blocks'][number];

/** Blocks as somebody reads them: for snapshots that can be reviewed. */
export function asRead(blocks: readonly Block[]): string {
  return blocks.map(lineOf).join('\n');
}

function lineOf(block: Block): string {
  switch (block.type) {
    case 'header':
      return `# ${block.text.text}`;
    case 'section':
      return [block.text?.text ?? '', ...(block.fields ?? []).map(({ text }) => `| ${text.replaceAll('\n', ' | ')}`)]
        .filter(Boolean)
        .join('\n');
    case 'context':
      return block.elements.map((element) => `  ${'text' in element ? element.text : ''}`).join('\n');
    case 'divider':
      return '----';
    case 'rich_text':
      return JSON.stringify(block.elements.map((element) => ('elements' in element ? element.elements : [])))
        .replace(/^.*?"text":"/, '```')
        .replace(/"\}\]\]$/, '```');
    case 'actions':
      return block.elements.map(pressableOf).join(' ');
    default:
      return block.type;
  }
}

function pressableOf(element: Extract<Block, { type: 'actions' }>['elements'][number]): string {
  if (element.type === 'static_select') {
    const options = (element.options ?? []).map(({ text }) => text.text).join(' / ');
    return `(${element.placeholder?.text}: ${options})`;
  }
  if (element.type !== 'button') return element.type;
  return `[${element.style === undefined ? '' : `${element.style}: `}${element.text.text}]`;
}
