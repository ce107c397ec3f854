import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { readGzipLines } from '../../src/logs/index.ts';

const never = new AbortController().signal;

async function* chunksOf(bytes: Uint8Array, size: number, failAfter?: Error): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  if (failAfter !== undefined) throw failAfter;
}

async function read(source: AsyncIterable<Uint8Array>, signal = never) {
  const lines: string[] = [];
  return { ending: await readGzipLines(source, (line) => lines.push(line), signal), lines };
}

describe('readGzipLines', () => {
  it('gives lines whole, however the bytes are cut', async () => {
    const text = 'one\r\ntwo ✓ 日本\n\nfour without end';

    expect(await read(chunksOf(gzipSync(text), 3))).toEqual({
      ending: 'whole',
      lines: ['one', 'two ✓ 日本', '', 'four without end'],
    });
  });

  it('reads several members one after the other, as S3 multipart files hold them', async () => {
    const two = Buffer.concat([gzipSync('a\n'), gzipSync('b\n')]);

    expect(await read(chunksOf(two, 7))).toEqual({ ending: 'whole', lines: ['a', 'b'] });
  });

  it('gives what a stream held that breaks off, without the half line', async () => {
    const lines = Array.from({ length: 60_000 }, (_, at) => `line ${at} ${(at * 7_919) % 10_007}`);
    const whole = gzipSync(lines.join('\n'));

    const { ending, lines: got } = await read(chunksOf(whole.subarray(0, whole.length / 2), 1_000));

    expect(ending).toBe('cut');
    expect(got.length).toBeGreaterThan(0);
    expect(got).toEqual(lines.slice(0, got.length));
  });

  it('says when it is not gzip', async () => {
    expect(await read(chunksOf(Buffer.from('<html>not a log</html>'), 5))).toEqual({ ending: 'garbage', lines: [] });
  });

  it('rejects when the connection fails before anything came', async () => {
    await expect(read(chunksOf(new Uint8Array(), 1, new Error('socket hang up')))).rejects.toThrow('socket hang up');
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    async function* endless() {
      yield gzipSync('a\n').subarray(0, 12);
      stop.abort();
      await new Promise(() => undefined);
    }

    await expect(read(endless(), stop.signal)).rejects.toMatchObject({ name: 'AbortError' });
  });
});
