import type { ConnectionLog } from '../domain/evidence.ts';
import type { Span } from '../domain/window.ts';

const minute = 60_000;
const statusLimit = 50;

export interface ConnectionLine {
  readonly at: number; // epoch ms
  readonly port: number | null;
  readonly protocol: string | null; // null where no TLS was agreed
  readonly verified: string | null; // Success, Failed:…
  readonly loadBalancer: string | null;
}

/** Fields 1 to 15 of the connection log; fields that AWS appends are ignored. Undefined when the line is none. */
export function parseConnectionLine(line: string): ConnectionLine | undefined {
  const fields = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
  const at = Date.parse(fields[0] ?? '');
  if (Number.isNaN(at) || fields.length < 11) return undefined;
  const port = Number(fields[3]);
  return {
    at,
    port: Number.isInteger(port) ? port : null,
    protocol: textOrNull(fields[4]),
    verified: textOrNull(fields[10]),
    loadBalancer: textOrNull(fields[13]),
  };
}

function textOrNull(field: string | undefined): string | null {
  return field === undefined || field === '-' || field === '' ? null : field;
}

/** Adds up one load balancer's client connections. A handshake counts as failed when the log says so or none was agreed. */
export function makeConnectionTotals(loadBalancer: string, tlsPorts: ReadonlySet<number>, span: Span) {
  const from = Date.parse(span.from);
  const to = Date.parse(span.to);
  const minutes = new Map<number, { connections: number; failed: number }>();
  const statuses = new Map<string, number>();
  let [rows, skippedRows, failed] = [0, 0, 0];
  const isFailed = ({ port, protocol, verified }: ConnectionLine) =>
    (verified?.startsWith('Failed') ?? false) || (protocol === null && port !== null && tlsPorts.has(port));
  const addRow = (row: ConnectionLine) => {
    const start = Math.floor(row.at / minute) * minute;
    const bucket = minutes.get(start) ?? { connections: 0, failed: 0 };
    minutes.set(start, bucket);
    rows += 1;
    bucket.connections += 1;
    if (isFailed(row)) {
      failed += 1;
      bucket.failed += 1;
    }
    const status = row.verified ?? '-';
    if (statuses.has(status) || statuses.size < statusLimit) statuses.set(status, (statuses.get(status) ?? 0) + 1);
  };
  return {
    add(line: string): void {
      if (line.length === 0) return;
      const row = parseConnectionLine(line);
      if (row === undefined || (row.loadBalancer !== null && row.loadBalancer !== loadBalancer)) skippedRows += 1;
      else if (row.at >= from && row.at < to) addRow(row);
    },
    totals: (): ConnectionLog => ({
      span,
      rows,
      skippedRows,
      failed,
      byMinute: [...minutes].sort(([a], [b]) => a - b).map(([at, one]) => ({ at: new Date(at).toISOString(), ...one })),
      verifyStatuses: [...statuses].map(([status, count]) => ({ status, count })).sort((a, b) => b.count - a.count),
    }),
  };
}
