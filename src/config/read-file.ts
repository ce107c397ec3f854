import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { type Document, isMap, isNode, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { type FileSettings, fileSchema } from './file-schema.ts';
import { type Mistake, saysOf } from './mistakes.ts';

export interface ReadFile {
  readonly settings: FileSettings;
  /** Folder that relative paths in the file start from. */
  readonly folder: string;
  readonly mistakes: readonly Mistake[];
}

/** Reads the file with the line of every mistake. A file that nobody asked for by name may be absent. */
export function readSettings(path: string, wanted: boolean): ReadFile {
  const name = basename(path);
  const folder = dirname(path);
  if (!existsSync(path)) {
    return {
      settings: {},
      folder,
      mistakes: wanted ? [{ where: name, says: { id: 'config/no-file', args: { path } } }] : [],
    };
  }
  return parseSettings(readFileSync(path, 'utf8'), name, folder);
}

/** The same of a text that stands elsewhere; `name` is what its lines are called by. */
export function parseSettings(text: string, name: string, folder: string): ReadFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const broken = document.errors.map(
    ({ pos, message }): Mistake => ({
      where: `${name}:${lines.linePos(pos[0]).line}`,
      says: { id: 'config/not-yaml', args: { detail: message } },
    }),
  );
  if (broken.length > 0) return { settings: {}, folder, mistakes: broken };
  const parsed = fileSchema.safeParse(document.toJS() ?? {});
  if (parsed.success) return { settings: parsed.data, folder, mistakes: [] };
  const mistakes = parsed.error.issues.flatMap((issue) =>
    saysOf(issue, keysAt).map(
      (says): Mistake => ({ where: `${name}:${lineOf(document, lines, issue, says.args?.key)}`, says }),
    ),
  );
  return { settings: {}, folder, mistakes };
}

/** The line of the value at fault; of the key, where the key itself is. */
function lineOf(document: Document, lines: LineCounter, issue: z.core.$ZodIssue, key?: string | number): number {
  const at = document.getIn(issue.path, true);
  const start = key === undefined ? isNode(at) && at.range?.[0] : keyStart(at, key);
  if (typeof start === 'number') return lines.linePos(start).line;
  // A missing value has no place of its own: the nearest thing around it has.
  const around = document.getIn(issue.path.slice(0, -1), true);
  return isNode(around) && around.range ? lines.linePos(around.range[0]).line : 1;
}

function keyStart(map: unknown, key: string | number): number | undefined {
  if (!isMap(map)) return undefined;
  const found = map.items.find((item) => String(item.key) === String(key))?.key;
  return isNode(found) ? found.range?.[0] : undefined;
}

/** The names that the schema allows at a path of the file. */
function keysAt(path: readonly PropertyKey[]): readonly string[] {
  let schema: z.core.$ZodType = fileSchema;
  for (const part of path) schema = inside(unwrap(schema), part) ?? schema;
  const here = unwrap(schema);
  return here instanceof z.ZodObject ? Object.keys(here.shape) : [];
}

function inside(schema: z.core.$ZodType, part: PropertyKey): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodObject) return schema.shape[String(part)];
  if (schema instanceof z.ZodArray) return schema.element;
  return schema instanceof z.ZodRecord ? schema.valueType : undefined;
}

function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  return schema instanceof z.ZodOptional ? schema.unwrap() : schema;
}
