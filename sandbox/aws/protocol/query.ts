import { XmlShapeSerializer } from '@aws-sdk/core/protocols';
import type { NormalizedSchema } from '@smithy/core/schema';
import type { AwsError } from './errors.ts';
import type { Operation, Shape } from './schema.ts';

/** AWS Query: a form goes in (`Names.member.1=shop-alb`), XML comes out. */
export function readQuery(operation: Operation, form: URLSearchParams): Shape {
  return (readValue(operation.input, form, '') ?? {}) as Shape;
}

function readValue(schema: NormalizedSchema, form: URLSearchParams, key: string): unknown {
  if (schema.isStructSchema()) return readStruct(schema, form, key);
  if (schema.isListSchema()) return readList(schema, form, key);
  const text = form.get(key);
  return text === null ? undefined : readSimple(schema, text);
}

function readStruct(schema: NormalizedSchema, form: URLSearchParams, key: string): Shape | undefined {
  const value: Record<string, unknown> = {};
  for (const [name, member] of schema.structIterator()) {
    const traits = member.getMergedTraits() as { readonly xmlName?: string };
    const found = readValue(member, form, key === '' ? (traits.xmlName ?? name) : `${key}.${traits.xmlName ?? name}`);
    if (found !== undefined) value[name] = found;
  }
  return key !== '' && Object.keys(value).length === 0 ? undefined : value;
}

function readList(schema: NormalizedSchema, form: URLSearchParams, key: string): unknown[] | undefined {
  if (form.get(key) === '') return [];
  const item = schema.getValueSchema();
  const values: unknown[] = [];
  for (let i = 1; ; i++) {
    const at = `${key}.member.${i}`;
    if (![...form.keys()].some((name) => name === at || name.startsWith(`${at}.`))) break;
    values.push(readValue(item, form, at));
  }
  return values.length === 0 ? undefined : values;
}

function readSimple(schema: NormalizedSchema, text: string): unknown {
  if (schema.isNumericSchema()) return Number(text);
  if (schema.isBooleanSchema()) return text === 'true';
  if (schema.isTimestampSchema()) return new Date(text);
  return text;
}

export function writeQuery(operation: Operation, output: Shape, namespace: string, requestId: string): string {
  const { name } = operation;
  const end = `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${name}Response>`;
  // An operation that gives nothing has no result at all.
  if (operation.output.isUnitSchema()) return `<${name}Response xmlns="${namespace}">${end}`;
  const writer = new XmlShapeSerializer({
    httpBindings: false,
    serviceNamespace: '',
    timestampFormat: { useTrait: true, default: 5 },
    xmlNamespace: '',
  });
  writer.write(operation.output, output);
  const root = operation.output.getName() ?? '';
  const body = String(writer.flush())
    .replace(new RegExp(`^<${root}(\\s[^>]*)?/>$`), '')
    .replace(new RegExp(`^<${root}(\\s[^>]*)?>`), '')
    .replace(new RegExp(`</${root}>$`), '');
  return `<${name}Response xmlns="${namespace}"><${name}Result>${body}</${name}Result>${end}`;
}

export function writeQueryError(error: AwsError, namespace: string, requestId: string): string {
  const type = error.status >= 500 ? 'Receiver' : 'Sender';
  return (
    `<ErrorResponse xmlns="${namespace}"><Error><Type>${type}</Type><Code>${error.code}</Code>` +
    `<Message>${escapeXml(error.message)}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`
  );
}

export const escapeXml = (text: string) =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
