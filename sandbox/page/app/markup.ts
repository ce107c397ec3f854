import { isObject, objects, str } from './loose.ts';
import type { Json } from './model.ts';

// The renderer turns entities back into markup before it reads the markup, and puts spaces in: `&lt;!here&gt;` would
// show as a mention. So they travel as letters of the private use area, and `arrive` puts them right in the document.
const travelling = { lt: '\uE000', gt: '\uE001', amp: '\uE002', colon: '\uE003' } as const;

/** Blocks as slack-blocks-to-jsx shows them faithfully. */
export function prepare(block: Json): Json {
  return walk(block.type === 'data_table' ? asTable(block) : block) as Json;
}

function walk(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(walk);
  if (!isObject(value)) return value;
  switch (value.type) {
    case 'mrkdwn':
      // The renderer takes `verbatim` for "no markup"; in Slack it only stops bare addresses from becoming links.
      return { type: 'mrkdwn', text: hideEntities(str(value.text)) };
    case 'plain_text':
    case 'raw_text':
      return { ...value, text: hideCharacters(str(value.text)) };
    case 'raw_number':
      return { type: 'raw_text', text: hideCharacters(str(value.text) || String(value.value)) };
    default:
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, walk(inner)]));
  }
}

/** A quote still begins with its own sign. */
function hideEntities(text: string): string {
  return hideColons(text)
    .replaceAll(/^&gt; ?/gm, '> ')
    .replaceAll('&lt;', travelling.lt)
    .replaceAll('&gt;', travelling.gt)
    .replaceAll('&amp;', travelling.amp);
}

/** Nothing is parsed in plain text. */
function hideCharacters(text: string): string {
  return hideColons(text.replaceAll('&', travelling.amp).replaceAll('<', travelling.lt).replaceAll('>', travelling.gt));
}

/**
 * It would take `:31–22:` of `21:31–22:31` for an emoji, and the port of a link for the beginning of one. Links but for their
 * port, dates and names of emoji keep theirs, and so does the end of what is bold: behind a Japanese bracket only a sign
 * closes it.
 */
function hideColons(text: string): string {
  return text.replaceAll(/<[^>]*>|[*_~]:(?!\w)|:[a-z+-][a-z0-9_+'-]*:|:\/\/|:/g, (found) =>
    found === ':' ? travelling.colon : found.replace(port, `$1${travellingPort}`),
  );
}

/** As a part of the path, because the renderer takes only what is an address for a link. */
const travellingPort = '/\uE004';
const port = /^(<https?:\/\/[^/|>:]*):/;

/** The renderer knows tables only. */
function asTable(block: Json): Json {
  return { type: 'table', block_id: block.block_id, rows: block.rows };
}

const arrived: Readonly<Record<string, string>> = {
  [travelling.lt]: '<',
  [travelling.gt]: '>',
  [travelling.amp]: '&',
  [travelling.colon]: ':',
};

/** The text as it was meant. */
export function arrive(text: string): string {
  return text.replaceAll(travellingPort, ':').replaceAll(/[\uE000-\uE003]/g, (letter) => arrived[letter] ?? letter);
}

/** The same for the address of a link, in which the renderer has encoded the letters. */
export function arriveAddress(href: string): string {
  return arrive(href.replaceAll(/%EE%80%8[0-4]/g, (letter) => decodeURIComponent(letter)));
}

/** Pictures in a context are left out: nothing is fetched from elsewhere. */
export function withoutImages(block: Json): Json {
  if (block.type !== 'context') return block;
  const elements = objects(block.elements).map((element) =>
    element.type === 'image' ? { type: 'plain_text', text: `[${str(element.alt_text)}]` } : element,
  );
  return { ...block, elements };
}
