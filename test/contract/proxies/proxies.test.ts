import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { tagOf } from '../../../src/logs/index.ts';
import { ask } from './ask.ts';
import { type Backends, startBackends } from './backends.ts';
import { type Product, products, type RunningProxy, startProxy } from './proxies.ts';
import { type Row, rows } from './rows.ts';

/** Real nginx, Apache and HAProxy in front of broken backends: what the tables of this project say, they must do. */
describe.each(products)('%s', (product: Product) => {
  let backends: Backends;
  let proxy: RunningProxy;
  const table: string[] = [];

  beforeAll(async () => {
    backends = await startBackends();
    proxy = await startProxy(product, backends);
  }, 30_000);
  afterAll(async () => {
    await proxy?.stop();
    await backends?.stop();
    process.stdout.write(`\n${proxy?.version ?? product}\n${table.join('\n')}\n`);
  });

  it.each(rows[product])('$place: $status, $tag', async (row) => {
    const answer = await askFor(proxy, row);
    const lines = await linesUntilQuiet(proxy);
    const tags = [...new Set(lines.map(tagOf).filter((tag) => tag !== undefined))];
    table.push(`  ${row.place.padEnd(22)} ${String(answer.status ?? 'closed').padEnd(7)} ${tags.join(', ') || '-'}`);

    expect(answer.status).toBe(row.status);
    expect(row.tag === null ? tags : tags.filter((tag) => tag === row.tag)).toEqual(row.tag === null ? [] : [row.tag]);
  });
});

async function askFor(proxy: RunningProxy, { place }: Row) {
  if (place === 'post-after-idle-close') {
    await ask(proxy.port, '/idle-close/x'); // leaves a connection that will be closed at its next request
    return await ask(proxy.port, '/idle-close/x', { method: 'POST' });
  }
  // The first request marks the peers as failed; the second finds none.
  return await ask(proxy.port, `/${place}/x`, { times: place === 'no-live' ? 2 : 1 });
}

let marks = 0;

/** A good request whose line must come after all others: then everything before it is written. */
async function linesUntilQuiet(proxy: RunningProxy): Promise<readonly string[]> {
  marks += 1;
  const mark = `/ok/mark-${marks}-`;
  await ask(proxy.port, mark);
  for (let tries = 0; tries < 200; tries += 1) {
    const lines = await proxy.lines();
    if (lines.some((line) => line.includes(mark))) return fresh(lines);
    await sleep(10);
  }
  throw new Error('the access line of a good request never came');
}

/** Several files are read one behind the other, so what is new is not simply at the end. */
const seen = new Set<string>();
function fresh(lines: readonly string[]): readonly string[] {
  const news = lines.filter((line) => !seen.has(line));
  for (const line of lines) seen.add(line);
  return news;
}
