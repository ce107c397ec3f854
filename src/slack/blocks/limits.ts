/** What Slack takes, and what we plan for where the two differ. Characters are UTF-16 units, as Slack counts them. */
export const limits = {
  blocks: 50,
  /** All blocks of a message as JSON. Slack refuses somewhere above 13,000 (bolt-js#2509); we stay well below. */
  messageCharacters: 10_000,
  /** `text` of a message: cut at 40,000, advised to stay below 4,000. */
  fallback: 3_900,
  text: 3_000,
  field: 2_000,
  fields: 10,
  header: 150,
  contextElements: 10,
  buttons: 25,
  buttonText: 75,
  buttonValue: 2_000,
  id: 255,
  modalTitle: 24,
  modalBlocks: 100,
  privateMetadata: 3_000,
  inputLabel: 2_000,
  placeholder: 150,
  optionText: 75,
  optionValue: 75,
  options: 100,
  preformatted: 2_400,
  fileName: 100,
  altText: 1_000,
  /** data_visualization. */
  charts: 2,
  chart: { title: 50, series: 6, points: 20, label: 20, axisLabel: 50 },
} as const;

const ellipsis = '…';

/** Cuts to `limit` units, never through a character or an entity, and shows that it was cut. */
export function clamp(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - ellipsis.length).replace(/[\uD800-\uDBFF]$/, '');
  return cut.replace(/&[a-z]{0,3}$/, '') + ellipsis;
}

// Control characters but tab and line break; zero-width ones; and those that turn the reading direction.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const unseen = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/g;

/** What comes from logs, names and people, without characters that cannot be seen. Never longer than `limit` (default 10,000). */
export function clean(text: string, limit = 10_000): string {
  return text.slice(0, limit).toWellFormed().replaceAll('\r\n', '\n').replace(unseen, '');
}

/** Text that may stand in mrkdwn: ours as written, everything else escaped. */
export type Mrkdwn = string & { readonly mrkdwn: true };

/** Disarms mentions and links. Do it after cutting: it makes text up to five times as long. */
export function escapeText(text: string): Mrkdwn {
  return clean(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;') as Mrkdwn;
}

/** mrkdwn`*${title}*`: the template is ours, what fills it is escaped unless it is Mrkdwn already (see `raw`). */
export function mrkdwn(parts: TemplateStringsArray, ...holes: readonly (string | number | Raw)[]): Mrkdwn {
  const filled = holes.map((hole) => (hole instanceof Raw ? hole.text : escapeText(String(hole))));
  return String.raw({ raw: parts }, ...filled) as Mrkdwn;
}

class Raw {
  readonly text: Mrkdwn;
  constructor(text: Mrkdwn) {
    this.text = text;
  }
}

export function raw(text: Mrkdwn): Raw {
  return new Raw(text);
}

/** Back to what a person reads: for files and for plain text. */
export function plainOf(text: string): string {
  return text
    .replace(/<!date\^[^|>]*\|([^>]*)>/g, '$1')
    .replace(/<(?:https?:[^|>]*)\|([^>]*)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** For a file, where nobody renders bold and code: the words without their marks. */
export function unmarked(text: string): string {
  return text
    .replace(/(?<=^|[\s(（・])\*(\S(?:[^*\n]*\S)?)\*(?=$|[\s.,:;)）・])/gm, '$1')
    .replace(/`([^`\n]+)`/g, '$1');
}
