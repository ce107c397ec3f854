/** One row of an ALB access log as it stands; `null` for '-' and -1. Times are epoch milliseconds. */
export interface AlbLine {
  readonly type: string;
  readonly at: number;
  readonly loadBalancer: string; // app/shop-alb/50dc6c495c0c9188
  readonly client: string;
  readonly target: string | null;
  readonly requestSeconds: number | null;
  readonly targetSeconds: number | null;
  readonly responseSeconds: number | null;
  readonly elbStatus: number;
  readonly targetStatus: number | null;
  readonly receivedBytes: number;
  readonly sentBytes: number;
  readonly request: string;
  readonly userAgent: string;
  readonly targetGroupArn: string | null;
  readonly traceId: string | null;
  readonly domainName: string | null;
  readonly rulePriority: string | null;
  readonly createdAt: number | null;
  readonly errorReason: string | null;
}

// Up to here every version of the format agrees; what follows is optional, and unknown fields are ignored.
const required = 12;

/**
 * Reads from the left, so that fields which AWS appends do not matter. Undefined when the line is none: cut before the
 * status, binary, another format.
 */
export function parseAlbLine(line: string): AlbLine | undefined {
  const fields = split(line, required, 25);
  const at = Date.parse(fields[1] ?? '');
  const elbStatus = status(fields[8]);
  if (fields.length < required || Number.isNaN(at) || elbStatus === null) return undefined;
  const field = (index: number) => textOrNull(fields[index]);
  const raw = (index: number) => fields[index] ?? '';
  const created = Date.parse(raw(21));
  return {
    type: raw(0),
    at,
    loadBalancer: raw(2),
    client: raw(3),
    target: field(4),
    requestSeconds: seconds(fields[5]),
    targetSeconds: seconds(fields[6]),
    responseSeconds: seconds(fields[7]),
    elbStatus,
    targetStatus: status(fields[9]),
    receivedBytes: Number(raw(10)) || 0,
    sentBytes: Number(raw(11)) || 0,
    request: raw(12),
    userAgent: raw(13),
    targetGroupArn: field(16),
    traceId: field(17),
    domainName: field(18),
    rulePriority: field(20),
    createdAt: Number.isNaN(created) ? null : created,
    errorReason: field(24),
  };
}

/** The first `count` fields. The first `plain` never hold a space; later ones may be quoted, with `\"` inside. */
function split(line: string, plain: number, count: number): readonly string[] {
  const fields: string[] = [];
  let start = 0;
  while (start < line.length && fields.length < count) {
    const quoted = fields.length >= plain && line.charCodeAt(start) === 34;
    const end = quoted ? closingQuote(line, start + 1) : nextSpace(line, start);
    fields.push(quoted ? line.slice(start + 1, end) : line.slice(start, end));
    start = (quoted ? end + 1 : end) + 1;
  }
  return fields;
}

function nextSpace(line: string, from: number): number {
  const at = line.indexOf(' ', from);
  return at === -1 ? line.length : at;
}

/** The quote that ends the field: not escaped, and followed by a space or the end (some agents hold bare quotes). */
function closingQuote(line: string, from: number): number {
  let at = line.indexOf('"', from);
  while (at !== -1) {
    const closes = at + 1 >= line.length || line.charCodeAt(at + 1) === 32;
    if (closes && !isEscaped(line, at, from)) return at;
    at = line.indexOf('"', at + 1);
  }
  return line.length;
}

function isEscaped(line: string, at: number, from: number): boolean {
  let backslashes = 0;
  for (let before = at - 1; before >= from && line.charCodeAt(before) === 92; before -= 1) backslashes += 1;
  return backslashes % 2 === 1;
}

function textOrNull(field: string | undefined): string | null {
  return field === undefined || field === '-' || field === '' ? null : field;
}

function seconds(field: string | undefined): number | null {
  const value = Number(field);
  return field === undefined || !Number.isFinite(value) || value < 0 ? null : value;
}

function status(field: string | undefined): number | null {
  return field !== undefined && /^\d{3}$/.test(field) ? Number(field) : null;
}

/** Method, host and path of '"GET https://host:443/path?query HTTP/1.1"'; '"- http://host:80- -"' has no path. */
export function parseRequest(request: string): {
  readonly method: string;
  readonly host: string | null;
  readonly path: string;
} {
  const [method = '-', url = '-'] = request.split(' ');
  const match = /^[a-z]+:\/\/([^/?#-][^/?#]*?)(?::\d+)?(-|[/?#].*)?$/i.exec(url);
  const host = match?.[1] ?? null;
  const rest = match === null ? url : (match[2] ?? '/');
  const path = rest.split(/[?#]/)[0] ?? '';
  return { method: method === '' ? '-' : method, host, path: path === '-' || path === '' ? '-' : path };
}
