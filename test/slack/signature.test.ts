import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { makeSignatureGate } from '../../src/slack/signature.ts';

const secret = 'a-secret';
const now = new Date('2026-11-24T02:00:00Z');
const atSeconds = now.getTime() / 1000;

let server: Server;
let passed: string[];

beforeEach(async () => {
  passed = [];
  const gate = makeSignatureGate({
    signingSecret: secret,
    now: () => now,
    next: (request, response) => {
      passed.push(String(request.rawBody));
      response.writeHead(200).end();
    },
  });
  server = createServer((request, response) => void gate(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function signed(body: string, stamp = String(atSeconds), key = secret): Record<string, string> {
  const digest = createHmac('sha256', key).update(`v0:${stamp}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': stamp, 'x-slack-signature': `v0=${digest}` };
}

async function send(body: string, headers: Record<string, string>): Promise<number> {
  const { port } = server.address() as AddressInfo;
  return (await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', headers, body })).status;
}

const without = (headers: Record<string, string>, name: string) =>
  Object.fromEntries(Object.entries(headers).filter(([own]) => own !== name));

describe('the signature of a request', () => {
  it('lets through what Slack signed, byte for byte', async () => {
    const body = 'text=調べて+shop-alb&x=%00';

    expect(await send(body, signed(body))).toBe(200);
    expect(passed).toEqual([body]);
  });

  it.each([
    ['another secret', signed('a=1', undefined, 'another')],
    ['a body that was changed', signed('a=2')],
    ['no signature', without(signed('a=1'), 'x-slack-signature')],
    ['no time', without(signed('a=1'), 'x-slack-request-timestamp')],
    ['a signature of another version', { ...signed('a=1'), 'x-slack-signature': `v1=${'0'.repeat(64)}` }],
    ['half a signature', { ...signed('a=1'), 'x-slack-signature': 'v0=abcd' }],
    ['letters that are no hexadecimal', { ...signed('a=1'), 'x-slack-signature': `v0=${'z'.repeat(64)}` }],
    ['a time that is no number', signed('a=1', 'NaN')],
    ['a time with a sign', signed('a=1', `+${atSeconds}`)],
    ['a time of five minutes and a second ago', signed('a=1', String(atSeconds - 301))],
    ['a time in five minutes and a second', signed('a=1', String(atSeconds + 301))],
  ])('is refused for %s', async (_what, headers) => {
    expect(await send('a=1', headers)).toBe(401);
    expect(passed).toEqual([]);
  });

  it.each([-300, 300])('is taken at the edge of the window: %s s', async (skew) => {
    expect(await send('a=1', signed('a=1', String(atSeconds + skew)))).toBe(200);
  });

  it('is not looked for in Slack’s probe of the certificate, which goes no further', async () => {
    expect(await send('token=x&ssl_check=1', {})).toBe(200);
    expect(await send('ssl_check=10', {})).toBe(401);
    expect(passed).toEqual([]);
  });
});

describe('a body that is too large', () => {
  const huge = 4 * 1024 * 1024 + 1;

  it('is refused by its announced length before it is read', async () => {
    expect(await raw([`content-length: ${huge}`], [])).toMatch(/^HTTP\/1\.1 413/);
  });

  it('is refused while it comes in pieces, whatever its signature', async () => {
    const piece = Buffer.alloc(1024 * 1024, 'a');
    const pieces = [1, 2, 3, 4, 5].flatMap(() => [Buffer.from('100000\r\n'), piece, Buffer.from('\r\n')]);

    expect(await raw(['transfer-encoding: chunked'], pieces)).toMatch(/^HTTP\/1\.1 413/);
    expect(passed).toEqual([]);
  });
});

/** The first line of the answer to a request written by hand. */
function raw(headers: readonly string[], pieces: readonly Buffer[]): Promise<string> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('data', (data) => {
      resolve(String(data));
      socket.destroy();
    });
    socket.on('error', reject);
    socket.write(['POST / HTTP/1.1', 'host: x', ...headers, '', ''].join('\r\n'));
    for (const piece of pieces) socket.write(piece);
  });
}
