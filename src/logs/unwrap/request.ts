export interface LoggedRequest {
  readonly path: string;
  readonly status: number;
}

const method = '(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)';

interface Format {
  readonly pattern: RegExp;
}

/** Access lines of servers and frameworks; `path` and `status` are named groups. The most telling first. */
const formats: readonly Format[] = [
  // nginx, Apache, gunicorn, uvicorn, Puma, Tomcat, Jetty, Envoy, Traefik, Caddy, werkzeug: "GET /x HTTP/1.1" 200
  { pattern: new RegExp(`"${method} (?<path>\\S+)(?: HTTP/[\\d.]+)?" (?<status>\\d{3})\\b`) },
  // HAProxy: front back/server 0/0/0/1/1 200 73 - - ---- 1/1/0/0/0 0/0 "GET /x HTTP/1.1"
  {
    pattern: new RegExp(
      `\\s\\S+/\\S+ [-\\d/+]+ (?<status>\\d{3}) \\+?\\d+ .*"${method} (?<path>\\S+)(?: HTTP/[\\d.]+)?"?`,
    ),
  },
  // chi: "GET http://host/x HTTP/1.1" from 10.0.0.1:5 - 200 13B in 12µs
  { pattern: new RegExp(`"${method} (?<path>\\S+) HTTP/[\\d.]+" from \\S+ - (?<status>\\d{3})\\b`) },
  // gin and fiber: | 200 |  1.2ms |  10.0.0.1 | GET  "/x"
  { pattern: new RegExp(`\\| +(?<status>\\d{3}) +\\|.*\\| *${method} *\\|? +"?(?<path>/[^"\\s]*)`) },
  // uWSGI: GET /x => generated 914 bytes in 37 msecs (HTTP/1.1 200)
  { pattern: new RegExp(`${method} (?<path>/\\S*) => generated .*\\(HTTP/[\\d.]+ (?<status>\\d{3})\\)`) },
  // ASP.NET Core: Request finished HTTP/1.1 GET http://host/x - 200 - text/plain 1.2ms
  { pattern: new RegExp(`Request finished HTTP/\\S+ ${method} (?<path>\\S+).*? - (?<status>\\d{3})\\b`) },
  // Serilog: HTTP GET /x responded 200 in 1.2 ms
  { pattern: new RegExp(`HTTP "?${method}"? "?(?<path>/[^\\s"]*)"? responded (?<status>\\d{3})\\b`) },
  // IIS (W3C): date time s-ip GET /x - 80 - c-ip agent [referer] 200 0 0 12
  {
    pattern: new RegExp(
      `^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d (?:\\S+ ){1,3}${method} (?<path>/\\S*) \\S+ \\d+ \\S+ \\S+ \\S+ (?:\\S+ )?(?<status>\\d{3}) \\d+ \\d+`,
    ),
  },
  // morgan and many others: GET /x 200 12 ms
  {
    pattern: new RegExp(
      `\\b${method} "?(?<path>/[^\\s"]*)"? (?:HTTP/[\\d.]+ )?(?:- |-> |=> |→ )?\\[?(?<status>\\d{3})\\b`,
    ),
  },
  // Django: Bad Gateway: /x
  { pattern: /^(?:\S+ ){0,6}?Internal Server Error: (?<path>\/\S*)$/ },
  // Completed 200 OK in 5ms … GET "/x"
  { pattern: new RegExp(`\\bCompleted (?<status>\\d{3})\\b.*${method} "(?<path>/[^"]*)"`) },
  // Method and path, and somewhere behind them a status by name
  {
    pattern: new RegExp(
      `\\b${method} "?(?<path>/[^\\s",]*)"?.{0,200}?(?:status(?:[ _-]?code)?|ステータス(?:コード)?|code|returned|responded(?: with)?)["']?\\s*[=:：]?\\s*["']?(?<status>\\d{3})\\b`,
      'i',
    ),
  },
  // path=/x … status=200, in either order
  { pattern: /\b(?:path|uri|url)="?(?<path>\/[^\s"]*)"?.*?\bstatus(?:_?code)?="?(?<status>\d{3})\b/i },
  { pattern: /\bstatus(?:_?code)?="?(?<status>\d{3})\b.*?\b(?:path|uri|url)="?(?<path>\/[^\s"]*)/i },
];

/** A request that the line tells of, with its answer. */
export function requestInText(text: string): LoggedRequest | null {
  for (const { pattern } of formats) {
    const found = pattern.exec(text)?.groups;
    const status = found === undefined ? Number.NaN : Number(found.status ?? 500);
    if (found?.path !== undefined && isStatus(status)) return { path: pathOf(found.path), status };
  }
  return null;
}

/** Without host and query string. */
export function pathOf(url: string): string {
  return (url.replace(/^[a-z]+:\/\/[^/]+/i, '').split(/[?#]/)[0] ?? '') || '/';
}

export function isStatus(status: number): boolean {
  return Number.isInteger(status) && status >= 100 && status <= 599;
}
