/** The part of the platform's fetch that is used here. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

const TIMEOUT_MS = 3_000;
const LIMIT = 64 * 1024;

/** GET of a small document: without redirects, within three seconds, no more than 64 KB. Rejects where it is any of these. */
export async function fetchSmall(fetch: Fetch, url: string): Promise<string> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const response = await fetch(url, { method: 'GET', redirect: 'error', signal });
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    // Leaving the loop cancels the rest.
    if (size > LIMIT) throw new Error(`more than ${LIMIT} bytes`);
    parts.push(part);
  }
  if (response.status !== 200) throw new Error(`status ${response.status}`);
  return Buffer.concat(parts).toString('utf8');
}
