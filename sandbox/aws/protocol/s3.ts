import { XmlShapeSerializer } from '@aws-sdk/core/protocols';
import type { AwsError } from './errors.ts';
import { escapeXml } from './query.ts';
import type { Operation, Shape } from './schema.ts';

/** S3's REST protocol, path style only: `/bucket/key?list-type=2`. Bindings come from the schemas' traits. */
export interface S3Request {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

interface Traits {
  readonly httpQuery?: string;
  readonly httpHeader?: string;
  readonly httpPayload?: unknown;
}

export function s3OperationOf(request: S3Request): string | undefined {
  const key = keyOf(request.url);
  const query = request.url.searchParams;
  if (request.method === 'HEAD') return key === '' ? 'HeadBucket' : 'HeadObject';
  if (request.method !== 'GET') return undefined;
  if (key !== '') return 'GetObject';
  if (query.has('location')) return 'GetBucketLocation';
  return query.get('list-type') === '2' ? 'ListObjectsV2' : undefined;
}

const keyOf = (url: URL) => decodeURIComponent(url.pathname.split('/').slice(2).join('/'));

export function readS3(operation: Operation, { url, headers }: S3Request): Shape {
  const value: Record<string, unknown> = {
    Bucket: decodeURIComponent(url.pathname.split('/')[1] ?? ''),
    Key: keyOf(url),
  };
  for (const [name, member] of operation.input.structIterator()) {
    const traits = member.getMergedTraits() as Traits;
    const found = traits.httpQuery
      ? url.searchParams.get(traits.httpQuery)
      : traits.httpHeader && headers[traits.httpHeader.toLowerCase()];
    if (typeof found !== 'string') continue;
    value[name] = member.isNumericSchema() ? Number(found) : found;
  }
  return value;
}

export interface S3Response {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Buffer | string;
}

/** Members bound to headers become headers, a streaming member the body, all others XML. */
export function writeS3(operation: Operation, output: Shape, namespace: string): S3Response {
  const { headers, body, rest } = bind(operation, output);
  const status = 'content-range' in headers ? 206 : 200;
  if (body) return { status, headers, body };
  if (operation.name.startsWith('Head')) return { status, headers, body: '' };
  const writer = new XmlShapeSerializer({
    httpBindings: false,
    serviceNamespace: '',
    timestampFormat: { useTrait: true, default: 5 },
    xmlNamespace: namespace,
  });
  writer.write(operation.output, rest);
  return {
    status,
    headers: { ...headers, 'content-type': 'application/xml' },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n${String(writer.flush())}`,
  };
}

function bind(operation: Operation, output: Shape) {
  const headers: Record<string, string> = {};
  const rest: Record<string, unknown> = {};
  let body: Buffer | undefined;
  for (const [name, member] of operation.output.structIterator()) {
    const value = output[name];
    const header = (member.getMergedTraits() as Traits).httpHeader;
    if (Buffer.isBuffer(value)) body = value;
    else if (header && value !== undefined) headers[header.toLowerCase()] = headerOf(value);
    else if (value !== undefined) rest[name] = value;
  }
  return { headers, body, rest };
}

const headerOf = (value: unknown) => (value instanceof Date ? value.toUTCString() : String(value));

export const writeS3Error = (error: AwsError, resource: string, requestId: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${error.code}</Code><Message>${escapeXml(error.message)}</Message>` +
  `<Resource>${escapeXml(resource)}</Resource><RequestId>${requestId}</RequestId></Error>`;
