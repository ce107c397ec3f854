import type { IncomingMessage, ServerResponse } from 'node:http';
import { isObject, type Json, parse } from './json.ts';

const tooMuch = 32 * 1024 * 1024;

export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > tooMuch) throw new RangeError('body too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Arguments of a Web API call: form fields or JSON; nested values of a form are JSON in text. */
export function readArguments(type: string, body: Buffer): Json {
  if (type.startsWith('application/json')) {
    const parsed = parse(body.toString('utf8'));
    return isObject(parsed) ? parsed : {};
  }
  const fields = Object.fromEntries(new URLSearchParams(body.toString('utf8')));
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, nested(value)]));
}

function nested(value: string): unknown {
  return /^[[{]/.test(value) ? (parse(value) ?? value) : value;
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
) {
  if (response.destroyed || response.headersSent) return;
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(JSON.stringify(body));
}

export function send(
  response: ServerResponse,
  status: number,
  type: string,
  body: string | Buffer,
  headers: Record<string, string> = {},
) {
  if (response.destroyed || response.headersSent) return;
  response.writeHead(status, { 'content-type': type, ...headers });
  response.end(body);
}
