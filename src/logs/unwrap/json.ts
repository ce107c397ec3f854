import { asFields, asText, type Fields, pick } from './fields.ts';
import { isStatus, type LoggedRequest, pathOf } from './request.ts';

/** What the line says: Serilog's `@m`, structlog's `event`, GELF's `short_message`, and everybody else's. */
const textNames = [
  'message',
  'msg',
  'shortmessage',
  'renderedmessage',
  'm',
  'text',
  'event',
  'body',
  'errormessage',
  'mt',
  'messagetemplate',
];
const stackNames = [
  'stack',
  'stacktrace',
  'exception',
  'excinfo',
  'traceback',
  'x',
  'errorverbose',
  'backtrace',
  'fullmessage',
  'errorstacktrace',
  'exceptionstacktrace',
];
const errorNames = ['err', 'error', 'exception', 'e', 'cause'];

const statusNames = [
  'status',
  'statuscode',
  'responsestatus',
  'responsecode',
  'httpstatus',
  'httpstatuscode',
  'downstreamstatus',
  'scstatus',
  'responsestatuscode',
  'httpresponsestatuscode',
  'httpresponsestatus',
];
const pathNames = [
  'path',
  'uri',
  'requesturi',
  'requestpath',
  'httppath',
  'httptarget',
  'urlpath',
  'originalurl',
  'csuristem',
  'pathname',
  'xenvoyoriginalpath',
  'url',
  'requesturl',
  'urloriginal',
  'httpurl',
  'target',
];
const placeNames = [
  'req',
  'request',
  'res',
  'response',
  'http',
  'httprequest',
  'payload',
  'properties',
  'state',
  'context',
  'data',
  'fields',
  'url',
  'extra',
  'meta',
  'attributes',
  'access',
  'log',
];
/** Here an address with a host is still one's own. */
const ownPlaces = /^(req|request|http|httprequest)$/;

/** The parts of what the line says, trace included; empty when it says nothing by any known name. */
export function saidBy(fields: Fields): readonly string[] {
  const errors = errorsOf(fields);
  const inner = pick(fields, textNames, asText);
  return [
    inner,
    ...errors.flatMap(saidByError),
    pick(fields, ['error', 'err', 'reason', 'detail'], asText),
    pick(fields, stackNames, asText),
  ].filter((part): part is string => part !== undefined && part !== '');
}

/** Node's trace begins with name and message; Ruby's holds places only. */
function saidByError(error: Fields): readonly (string | undefined)[] {
  const name = pick(error, ['type', 'name', 'class', 'kind'], asText);
  const message = pick(error, ['message', 'msg'], asText);
  const stack = pick(error, ['stack', 'stacktrace', 'backtrace', 'stackframes'], asText);
  const code = pick(error, ['code', 'errno'], asText);
  const isTold = stack !== undefined && message !== undefined && stack.includes(message);
  const head = isTold ? undefined : [name, message].filter((part) => part !== undefined).join(': ');
  return [head, stack, code];
}

export function errorsOf(fields: Fields): readonly Fields[] {
  return errorNames.flatMap((name) => asFields(fields[name]));
}

export function requestOf(fields: Fields): LoggedRequest | null {
  const places = placesOf(fields, 2);
  const status = places.map(({ in: place }) => pick(place, statusNames, asStatus)).find((one) => one !== undefined);
  if (status === undefined) return null;
  for (const { in: place, isOwn } of places) {
    const path = pick(place, pathNames, (value) => ownPath(value, isOwn)) ?? pathOfLine(place);
    if (path !== undefined) return { path, status };
  }
  return null;
}

interface Place {
  readonly in: Fields;
  readonly isOwn: boolean;
}

function placesOf(fields: Fields, depth: number, isOwn = false): readonly Place[] {
  const here = { in: fields, isOwn };
  if (depth === 0) return [here];
  const inner = Object.entries(fields).flatMap(([name, value]) => {
    const plain = name.toLowerCase().replace(/[^a-z]/g, '');
    return placeNames.includes(plain)
      ? asFields(value).flatMap((one) => placesOf(one, depth - 1, isOwn || ownPlaces.test(plain)))
      : [];
  });
  return [here, ...inner];
}

function asStatus(value: unknown): number | undefined {
  const status = typeof value === 'string' || typeof value === 'number' ? Number(value) : Number.NaN;
  return isStatus(status) ? status : undefined;
}

/** The address of a call that the application made itself has a host in it. */
function ownPath(value: unknown, isOwn: boolean): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  if (value.startsWith('/')) return pathOf(value);
  return isOwn && /^https?:\/\//i.test(value) ? pathOf(value) : undefined;
}

/** nginx: "request": "GET /x HTTP/1.1" */
function pathOfLine(place: Fields): string | undefined {
  const line = pick(place, ['request', 'requestline', 'httprequest'], asText);
  const path = /^[A-Z]{3,7} (\S+)/.exec(line ?? '')?.[1];
  return path === undefined ? undefined : pathOf(path);
}
