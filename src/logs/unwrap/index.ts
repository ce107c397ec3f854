import { type Fields, parseJson } from './fields.ts';
import { errorsOf, requestOf, saidBy } from './json.ts';
import { levelOf, textLevel } from './level.ts';
import { parseLogfmt } from './logfmt.ts';
import { type LoggedRequest, requestInText } from './request.ts';

export { type Peeled, peel } from './peel.ts';

export interface Unwrapped {
  readonly text: string;
  /** True or false where the line says its own level. */
  readonly isError: boolean | null;
  readonly request: LoggedRequest | null;
  /** The line was read as fields: what its message leaves out stands in the line itself. */
  readonly isStructured: boolean;
}

/** What a line says, it says at its beginning; patterns are not let loose on more. */
const textLimit = 8_000;
/** `2026-11-20 10:00:00 INFO {"path": …}`: fields behind a short beginning. */
const prefixLimit = 160;

/** JSON lines and pairs give their message, trace, level and request; others are read as text. */
export function unwrap(line: string): Unwrapped {
  const at = line.indexOf('{');
  const isJson = at >= 0 && at <= prefixLimit && line.trimEnd().endsWith('}');
  const fields = isJson ? parseJson(line.slice(at)) : undefined;
  if (fields !== undefined) return unwrapFields(fields, line, line.slice(0, at));
  const text = line.slice(0, textLimit);
  const pairs = parseLogfmt(text);
  return pairs === undefined ? unwrapText(text) : unwrapPairs(pairs, text);
}

function unwrapFields(fields: Fields, line: string, prefix: string): Unwrapped {
  const parts = saidBy(fields);
  const [inner] = parts;
  // A logger inside a logger: {"message": "{\"level\": …}"}
  const nested = inner?.startsWith('{') ? parseJson(inner) : undefined;
  if (nested !== undefined && inner !== undefined) return unwrapFields(nested, inner, '');
  const said = [...new Set(parts)].join('\n');
  const text = (said === '' ? line : said).slice(0, textLimit);
  const besides = unwrapText(text);
  return {
    text,
    isError: levelOf(fields) ?? (errorsOf(fields).length > 0 ? true : (besides.isError ?? textLevel(prefix))),
    request: requestOf(fields) ?? besides.request,
    isStructured: true,
  };
}

function unwrapPairs(pairs: Fields, text: string): Unwrapped {
  return {
    text,
    isError: levelOf(pairs) ?? textLevel(text),
    request: requestOf(pairs) ?? requestInText(text),
    isStructured: false,
  };
}

function unwrapText(text: string): Unwrapped {
  return { text, isError: textLevel(text), request: requestInText(text), isStructured: false };
}
