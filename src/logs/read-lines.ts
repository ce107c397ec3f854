import { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { createGunzip } from 'node:zlib';

/** How a gzip stream ended. `cut`: it broke off; what it held before was read. `garbage`: it was not gzip at all. */
export type Ending = 'whole' | 'cut' | 'garbage';

const longestLine = 1_000_000;

/**
 * Gunzips `source` and hands over line by line, in constant memory. zlib checks length and CRC of the trailer; a stream
 * that breaks off gives what it held. Rejects only when `signal` aborts, or when `source` fails before its first byte.
 */
export async function readGzipLines(
  source: AsyncIterable<Uint8Array>,
  onLine: (line: string) => void,
  signal: AbortSignal,
): Promise<Ending> {
  const input = Readable.from(source, { objectMode: false });
  const gunzip = createGunzip({ chunkSize: 256 * 1_024 });
  const lines = makeSplitter(onLine);
  let sourceError: unknown;
  let inflated = false;
  input.on('error', (error) => {
    sourceError = error;
    gunzip.destroy(error);
  });
  const stop = () => {
    // Both: a source that hangs does not let go of its own stream.
    const why = new DOMException('stopped reading', 'AbortError');
    input.destroy(why);
    gunzip.destroy(why);
  };
  signal.addEventListener('abort', stop, { once: true });
  try {
    signal.throwIfAborted();
    for await (const chunk of input.pipe(gunzip)) {
      inflated = true;
      lines.push(chunk as Buffer);
    }
    lines.end();
    return 'whole';
  } catch (error) {
    signal.throwIfAborted();
    if (sourceError !== undefined && !inflated) throw sourceError;
    // The last line may be half a line: it is dropped, not parsed.
    const isBroken = sourceError !== undefined || isUnexpectedEnd(error) || inflated;
    return isBroken ? 'cut' : 'garbage';
  } finally {
    signal.removeEventListener('abort', stop);
    input.destroy();
    gunzip.destroy();
  }
}

function isUnexpectedEnd(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'Z_BUF_ERROR';
}

function makeSplitter(onLine: (line: string) => void) {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  const take = (text: string) => {
    let start = 0;
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
      onLine(text.slice(start, text.charCodeAt(end - 1) === 13 ? end - 1 : end));
      start = end + 1;
    }
    // A "line" of a megabyte is no log line; keeping it would let one object take all the memory.
    rest = text.length - start > longestLine ? '' : text.slice(start);
  };
  return {
    push: (chunk: Buffer) => take(rest + decoder.write(chunk)),
    end: () => {
      const text = rest + decoder.end();
      if (text !== '') onLine(text);
    },
  };
}
