import type { Fields } from './fields.ts';

const pair = /(?:^|\s)([A-Za-z_@][\w.@-]*)=(?:"((?:[^"\\]|\\.)*)"|(\S*))/g;
/** A line with one of these says so on purpose: `a=1 b=2 c=3` in prose is none. */
const known = /(?:^|\s)(level|lvl|msg|message|method|path|status|severity|at)=/;

/** `level=error msg="no route" status=502 path=/x`: its pairs, undefined when it is no such line. */
export function parseLogfmt(text: string): Fields | undefined {
  if (!known.test(text.slice(0, 400))) return undefined;
  const found = [...text.slice(0, 8_000).matchAll(pair)];
  if (found.length < 3) return undefined;
  return Object.fromEntries(
    found.map(([, name, quoted, plain]) => [name, quoted?.replace(/\\(.)/g, '$1') ?? plain ?? '']),
  );
}
