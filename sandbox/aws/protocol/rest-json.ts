import { JsonCodec2 } from '@aws-sdk/core/protocols';
import type { AwsError } from './errors.ts';
import type { Operation, Shape } from './schema.ts';

/** REST with JSON bodies: which operation is meant is told by method and path; bindings come from the schemas' traits. */
export interface RestRequest {
  readonly method: string;
  readonly url: URL;
  readonly body: Buffer;
}

interface Traits {
  readonly httpQuery?: string;
  readonly httpHeader?: string;
}

interface Route {
  readonly name: string;
  readonly method: string;
  readonly path: string;
}

const codec = new JsonCodec2({ timestampFormat: { useTrait: true, default: 7 }, jsonName: true });

/** Undefined when the service has no operation at this address. */
export function restOperationOf(module: Shape, { method, url }: RestRequest): string | undefined {
  return routesOf(module).find((route) => route.method === method && labelsOf(route.path, url) !== undefined)?.name;
}

const known = new WeakMap<Shape, readonly Route[]>();

/** The most words first: `…/functions/{FunctionName}/policy` before `…/functions/{FunctionName}`. */
function routesOf(module: Shape): readonly Route[] {
  const routes = known.get(module) ?? readRoutes(module);
  known.set(module, routes);
  return routes;
}

function readRoutes(module: Shape): readonly Route[] {
  return Object.values(module)
    .flatMap((schema): Route[] => {
      if (!Array.isArray(schema) || schema[0] !== 9) return [];
      const route = routeOf(schema);
      return route === undefined ? [] : [route];
    })
    .sort((a, b) => a.path.split('{').length - b.path.split('{').length || b.path.length - a.path.length);
}

function routeOf(schema: readonly unknown[]): Route | undefined {
  const { http } = schema[3] as { readonly http?: readonly [string, string] };
  return http && { name: String(schema[2]), method: http[0], path: http[1] };
}

/** What stands in the address for `{FunctionName}`; undefined when it is another address. */
function labelsOf(path: string, url: URL): Readonly<Record<string, string>> | undefined {
  const wanted = path.split('?')[0]?.split('/') ?? [];
  const given = url.pathname.split('/');
  if (wanted.length !== given.length) return undefined;
  const labels: Record<string, string> = {};
  for (const [i, part] of wanted.entries()) {
    const label = /^\{(.+)\}$/.exec(part)?.[1];
    if (label === undefined && part !== given[i]) return undefined;
    if (label !== undefined) labels[label] = decodeURIComponent(given[i] ?? '');
  }
  return labels;
}

export async function readRest(operation: Operation, module: Shape, request: RestRequest): Promise<Shape> {
  const route = routesOf(module).find(({ name }) => name === operation.name);
  const text = request.body.length === 0 ? '{}' : request.body.toString('utf8');
  const body = (await codec.createDeserializer().read(operation.input, text)) as Shape;
  const value: Record<string, unknown> = { ...body, ...labelsOf(route?.path ?? '', request.url) };
  for (const [name, member] of operation.input.structIterator()) {
    const { httpQuery } = member.getMergedTraits() as Traits;
    const found = httpQuery === undefined ? null : request.url.searchParams.get(httpQuery);
    if (found !== null) value[name] = member.isNumericSchema() ? Number(found) : found;
  }
  return value;
}

export function writeRest(operation: Operation, output: Shape): Buffer {
  const writer = codec.createSerializer();
  writer.write(operation.output, output);
  return Buffer.copyBytesFrom(writer.flush());
}

/** The error's name is in a header; the body says whose fault it was. */
export function writeRestError(error: AwsError): { readonly headers: Record<string, string>; readonly body: string } {
  const whose = error.status >= 500 ? 'Service' : 'User';
  return {
    headers: { 'x-amzn-errortype': error.code },
    body: JSON.stringify({ Type: whose, Message: error.message, message: error.message }),
  };
}
