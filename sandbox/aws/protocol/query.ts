import { XmlShapeSerializer } from '@aws-sdk/core/protocols';
import type { NormalizedSchema } from '@smithy/core/schema';
import type { AwsError } from './errors.ts';
import type { Operation, Shape } from './schema.ts';

/**
 * AWS Query: a form goes in (`Names.member.1=shop-alb`), XML comes out. EC2 speaks a dialect of it: lists are flat
 * (`InstanceId.1=i-0a1b`), keys are capitalised, and the answer has no Result around it.
 */
export type Dialect = 'query' | 'ec2';

interface Form {
  readonly fields: URLSearchParams;
  readonly dialect: Dialect;
}

export function readQuery(operation: Operation, fields: URLSearchParams, dialect: Dialect = 'query'): Shape {
  return (readValue(operation.input, { fields, dialect }, '') ?? {}) as Shape;
}

function readValue(schema: NormalizedSchema, form: Form, key: string): unknown {
  if (schema.isStructSchema()) return readStruct(schema, form, key);
  if (schema.isListSchema()) return readList(schema, form, key);
  const text = form.fields.get(key);
  return text === null ? undefined : readSimple(schema, text);
}

function readStruct(schema: NormalizedSchema, form: Form, key: string): Shape | undefined {
  const value: Record<string, unknown> = {};
  for (const [name, member] of schema.structIterator()) {
    const field = fieldOf(name, member, form.dialect);
    const found = readValue(member, form, key === '' ? field : `${key}.${field}`);
    if (found !== undefined) value[name] = found;
  }
  return key !== '' && Object.keys(value).length === 0 ? undefined : value;
}

interface Traits {
  readonly xmlName?: string;
  readonly ec2QueryName?: string;
  readonly xmlFlattened?: unknown;
}

function fieldOf(name: string, member: NormalizedSchema, dialect: Dialect): string {
  const { xmlName = name, ec2QueryName } = member.getMergedTraits() as Traits;
  if (dialect === 'query') return xmlName;
  return ec2QueryName ?? xmlName.charAt(0).toUpperCase() + xmlName.slice(1);
}

function readList(schema: NormalizedSchema, form: Form, key: string): unknown[] | undefined {
  if (form.fields.get(key) === '') return [];
  const item = schema.getValueSchema();
  const within = `${key}.${itemPrefix(schema, form.dialect)}`;
  const values: unknown[] = [];
  for (let i = 1; ; i++) {
    const at = `${within}${i}`;
    if (![...form.fields.keys()].some((name) => name === at || name.startsWith(`${at}.`))) break;
    values.push(readValue(item, form, at));
  }
  return values.length === 0 ? undefined : values;
}

function itemPrefix(list: NormalizedSchema, dialect: Dialect): string {
  if (dialect === 'ec2' || (list.getMergedTraits() as Traits).xmlFlattened !== undefined) return '';
  return `${(list.getValueSchema().getMergedTraits() as Traits).xmlName ?? 'member'}.`;
}

function readSimple(schema: NormalizedSchema, text: string): unknown {
  if (schema.isNumericSchema()) return Number(text);
  if (schema.isBooleanSchema()) return text === 'true';
  if (schema.isTimestampSchema()) return new Date(text);
  return text;
}

interface Envelope {
  readonly namespace: string;
  readonly requestId: string;
  readonly dialect?: Dialect;
}

export function writeQuery(operation: Operation, output: Shape, envelope: Envelope): string {
  const { name } = operation;
  const { namespace, requestId, dialect = 'query' } = envelope;
  const start = `<${name}Response xmlns="${namespace}">`;
  if (dialect === 'ec2') {
    return `${start}<requestId>${requestId}</requestId>${bodyOf(operation, output)}</${name}Response>`;
  }
  const end = `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${name}Response>`;
  // An operation that gives nothing has no result at all.
  if (operation.output.isUnitSchema()) return `${start}${end}`;
  return `${start}<${name}Result>${bodyOf(operation, output)}</${name}Result>${end}`;
}

/** The members of the output, without the element around them. */
function bodyOf(operation: Operation, output: Shape): string {
  if (operation.output.isUnitSchema()) return '';
  const writer = new XmlShapeSerializer({
    httpBindings: false,
    serviceNamespace: '',
    timestampFormat: { useTrait: true, default: 5 },
    xmlNamespace: '',
  });
  writer.write(operation.output, output);
  const root = operation.output.getName() ?? '';
  return String(writer.flush())
    .replace(new RegExp(`^<${root}(\\s[^>]*)?/>$`), '')
    .replace(new RegExp(`^<${root}(\\s[^>]*)?>`), '')
    .replace(new RegExp(`</${root}>$`), '');
}

export function writeQueryError(error: AwsError, { namespace, requestId, dialect = 'query' }: Envelope): string {
  const code = `<Code>${error.code}</Code><Message>${escapeXml(error.message)}</Message>`;
  if (dialect === 'ec2') {
    return `<?xml version="1.0" encoding="UTF-8"?>\n<Response><Errors><Error>${code}</Error></Errors><RequestID>${requestId}</RequestID></Response>`;
  }
  const type = error.status >= 500 ? 'Receiver' : 'Sender';
  return (
    `<ErrorResponse xmlns="${namespace}"><Error><Type>${type}</Type>${code}</Error>` +
    `<RequestId>${requestId}</RequestId></ErrorResponse>`
  );
}

export const escapeXml = (text: string) =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
