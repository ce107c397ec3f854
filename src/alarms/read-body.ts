import type { IncomingMessage } from 'node:http';

/** The whole body, if it is no larger than `limit` bytes; never holds more than that. Reading stops where it is known. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer | 'too-large' | 'cut-off'> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return 'too-large';
  const parts: Buffer[] = [];
  let size = 0;
  return new Promise((resolve) => {
    const end = (result: Buffer | 'too-large' | 'cut-off') => {
      request.off('data', take).off('end', whole).off('error', broken).off('close', broken);
      // A connection that breaks later, while nobody reads any more, is nobody's trouble.
      request.on('error', () => undefined);
      resolve(result);
    };
    const take = (part: Buffer) => {
      size += part.length;
      if (size > limit) end('too-large');
      else parts.push(part);
    };
    const whole = () => end(Buffer.concat(parts));
    const broken = () => end('cut-off');
    request.on('data', take).on('end', whole).on('error', broken).on('close', broken);
  });
}
