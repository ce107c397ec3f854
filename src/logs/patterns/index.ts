import { dependencies } from './dependencies.ts';
import { general } from './general.ts';
import { proxies } from './proxies.ts';
import type { Pattern } from './row.ts';
import { runtimes } from './runtimes.ts';

export { cloudWatchFilter, insightsFilter } from './filter.ts';

/** What log lines of common servers give away; the first match decides. Most specific first. */
export const patterns: readonly Pattern[] = [
  ...proxies,
  ...dependencies.slice(0, 4),
  ...runtimes,
  ...dependencies.slice(4),
  ...general,
];

/** The tag of what a line says, undefined for the many that say nothing. */
export function tagOf(message: string): string | undefined {
  return patterns.find(({ pattern }) => pattern.test(message))?.tag;
}

/** The same of proxies alone, whose words stand in no other lines: for whole structured lines, where field names would mislead. */
export function proxyTagOf(line: string): string | undefined {
  return proxies.find(({ pattern }) => pattern.test(line.slice(0, 8_000)))?.tag;
}

const ordinary: ReadonlySet<string> = new Set(['app.sigterm', 'gunicorn.recycle', 'fpm.recycle']);

/** Tags of ordinary life: a server that starts or is told to stop. */
export function isOrdinary(tag: string): boolean {
  return tag.startsWith('server.') || ordinary.has(tag);
}
