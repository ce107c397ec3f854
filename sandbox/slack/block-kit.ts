import { chart } from './chart.ts';
import { anyText, id, image, inputs, interactive, plain } from './elements.ts';
import { limits } from './limits.ts';
import {
  anything,
  bool,
  byType,
  type Fields,
  lazy,
  listOf,
  number,
  oneOf,
  type Shape,
  shape,
  string,
} from './shapes.ts';

const blockId: Fields = { block_id: string(limits.id, 0) };

const styled: Fields = { style: anything };
const richInline: Shape = byType({
  text: shape({ text: string(limits.text) }, styled),
  link: shape({ url: string(limits.button.url) }, { ...styled, text: string(limits.text), unsafe: bool }),
  emoji: shape({ name: id }, { ...styled, unicode: id, skin_tone: number(1, 6) }),
  user: shape({ user_id: id }, styled),
  usergroup: shape({ usergroup_id: id }, styled),
  channel: shape({ channel_id: id }, styled),
  broadcast: shape({ range: oneOf('here', 'channel', 'everyone') }, styled),
  date: shape({ timestamp: anything, format: string(250) }, { ...styled, url: anything, fallback: string(250) }),
  color: shape({ value: id }, styled),
});
const inlines = listOf(richInline, 1000, 0);
const section = shape({ elements: inlines }, { border: anything, indent: anything });
const richElement: Shape = byType({
  rich_text_section: section,
  rich_text_quote: section,
  rich_text_preformatted: shape({ elements: inlines }, { border: anything, language: id }),
  rich_text_list: shape(
    { style: oneOf('bullet', 'ordered'), elements: listOf(byType({ rich_text_section: section }), 1000, 0) },
    { indent: number(0, 8), offset: number(0, 100_000), border: anything },
  ),
});
const richText = shape({ elements: listOf(richElement, 1000) }, blockId);

const cells: Fields = {
  raw_text: shape({ text: string(limits.table.cell) }),
  raw_number: shape({ value: number(-Number.MAX_VALUE, Number.MAX_VALUE) }, { text: string(limits.table.cell) }),
  rich_text: richText,
};
const rows = (columns: number, count: number): Shape => listOf(listOf(byType(cells), columns), count);

const task = shape(
  { task_id: id, title: string(limits.text) },
  {
    ...blockId,
    status: oneOf('pending', 'in_progress', 'complete', 'error'),
    details: richText,
    output: richText,
    sources: anything,
  },
);

/** Blocks that may stand in a message. */
export const messageBlocks: Fields = {
  section: shape(
    {},
    {
      ...blockId,
      text: anyText(limits.section.text),
      fields: listOf(anyText(limits.section.field), limits.section.fields),
      accessory: byType({ ...interactive, image }),
      expand: bool,
    },
    ['text', 'fields'],
  ),
  header: shape({ text: plain(limits.header) }, { ...blockId, level: number(1, 4) }),
  divider: shape({}, blockId),
  context: shape(
    {
      elements: listOf(
        byType({ image, plain_text: anyText(limits.text), mrkdwn: anyText(limits.text) }),
        limits.contextElements,
      ),
    },
    blockId,
  ),
  actions: shape({ elements: listOf(byType(interactive), limits.actionsElements) }, blockId),
  image: shape(
    { alt_text: string(limits.image.alt) },
    { ...blockId, image_url: string(limits.image.url), slack_file: anything, title: plain(limits.image.title) },
    ['image_url', 'slack_file'],
  ),
  rich_text: richText,
  markdown: shape({ text: string(limits.message.markdown) }, blockId),
  table: shape(
    { rows: rows(limits.table.columns, limits.table.rows) },
    { ...blockId, column_settings: listOf(anything, limits.table.columns, 0) },
  ),
  data_table: shape(
    { rows: rows(limits.dataTable.columns, limits.dataTable.rows), caption: string(limits.dataTable.caption) },
    {
      ...blockId,
      page_size: number(1, limits.dataTable.pageSize),
      row_header_column_index: number(0, limits.dataTable.columns),
    },
  ),
  data_visualization: shape({ title: string(limits.chart.title), chart }, blockId),
  container: shape(
    {
      title: plain(limits.container.title),
      child_blocks: listOf(
        lazy(() => byType(containable)),
        limits.container.children,
      ),
    },
    {
      ...blockId,
      subtitle: plain(limits.container.title),
      is_collapsible: bool,
      default_collapsed: bool,
      icon: anything,
      width: anything,
    },
  ),
  plan: shape({ title: string(limits.text), tasks: listOf(byType({ task_card: task }), 50) }, blockId),
  task_card: task,
  context_actions: shape(
    { elements: listOf(byType({ feedback_buttons: anything, icon_button: anything }), limits.contextActions) },
    blockId,
  ),
  video: anything,
  file: anything,
};

const { section: sectionBlock, context, divider, actions, header, image: imageBlock, table } = messageBlocks;
/** What the live validator was seen to accept inside a container. */
const containable = { section: sectionBlock, context, divider, actions, header, image: imageBlock, table } as Fields;

/** Blocks that may stand in a modal. */
export const modalBlocks: Fields = {
  section: messageBlocks.section ?? anything,
  header: messageBlocks.header ?? anything,
  divider: messageBlocks.divider ?? anything,
  context: messageBlocks.context ?? anything,
  actions: messageBlocks.actions ?? anything,
  image: messageBlocks.image ?? anything,
  rich_text: richText,
  alert: shape(
    { text: anyText(limits.text) },
    { ...blockId, level: oneOf('default', 'info', 'warning', 'error', 'success') },
  ),
  input: shape(
    { label: plain(limits.input.label), element: byType(inputs) },
    { ...blockId, hint: plain(limits.input.hint), optional: bool, dispatch_action: bool },
  ),
};
