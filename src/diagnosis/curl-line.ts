import type { AccessLog, AccessLogRow } from '../domain/evidence.ts';

/** Methods that change nothing, as curl is told: only those are offered to be sent again. */
const verbs: Readonly<Record<string, readonly string[]>> = { GET: [], HEAD: ['--head'], OPTIONS: ['-X', 'OPTIONS'] };

/**
 * A line for a terminal that sends a failed request once more and shows what comes back. From the route that fails most; the
 * log's rows hold no query values, cookies or tokens. Null where only requests failed that change something.
 */
export function reproduceLine(log: AccessLog, dnsName: string | null): string | null {
  const rows = log.failures.filter(
    (row) => row.elbStatus === 502 && Object.hasOwn(verbs, row.method) && isPlain(row.path),
  );
  const routes = [...Map.groupBy(rows, ({ method, host, path }) => `${method} ${host} ${shapeOf(path)}`).values()];
  const [worst] = routes.sort((a, b) => b.length - a.length);
  const row = worst?.at(-1);
  const host = row === undefined ? null : (row.host ?? dnsName);
  return row === undefined || host === null ? null : lineOf(row, host);
}

function lineOf({ method, path, type }: AccessLogRow, host: string): string {
  const scheme = type === 'http' || type === 'ws' ? 'http' : 'https';
  const verb = verbs[method] ?? [];
  const times = '%{http_code} after %{time_total} s, connected in %{time_connect} s\\n';
  const parts = ['curl', '-sS', '-D', '-', '-o', '/dev/null', ...verb, '-w', quoted(times)];
  return [...parts, quoted(`${scheme}://${host}${path}`)].join(' ');
}

/** What was taken out at capture cannot be asked for, and what is not plainly a path is not put into a shell. */
function isPlain(path: string): boolean {
  return /^\/[\w\-./~%!$&'()*+,;=:@]*$/u.test(path) && path.length <= 300;
}

function shapeOf(path: string): string {
  return path.replace(/\/[\w-]*\d[\w-]*/gu, '/*');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
