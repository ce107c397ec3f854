/** A server that gave itself away by what it writes when it starts, or by the form of its lines. */
export interface SoftwareHint {
  readonly name: string;
  readonly version: string | null;
}

interface Sign {
  readonly name: string;
  /** The first group, where there is one, is the version. */
  readonly pattern: RegExp;
}

const signs: readonly Sign[] = [
  { name: 'nginx', pattern: /^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d \[[a-z]+\] \d+#\d+: (?:.*\bnginx\/(\d[\d.]*))?/ },
  {
    name: 'apache',
    pattern: /^\[[A-Z][a-z]{2} [A-Z][a-z]{2} +\d+ [\d:.]+ \d{4}\] \[[\w-]*:\w+\] \[pid \d+(?:.*\bApache\/(\d[\d.]*))?/,
  },
  {
    name: 'haproxy',
    pattern:
      /HAProxy version (\d[\d.]*)|\s\S+\/\S+ [-\d]+\/[-\d]+\/[-\d]+\/[-\d]+\/\+?\d+ -?\d{1,3} \+?\d+ \S+ \S+ [-A-Za-z]{4} /,
  },
  {
    name: 'envoy',
    pattern:
      /^\[\d{4}-\d\d-\d\dT[\d:.]+Z\] "[A-Z]+ \S+ HTTP\/[\d.]+" \d{1,3} (?:-|[A-Z,]+) |\[envoy (?:main|config|misc)\]|envoy\/(\d[\d.]*)/,
  },
  {
    name: 'traefik',
    pattern: /Traefik version (\d[\d.]*)|"entryPointName":|"RouterName":|'502 Bad Gateway' caused by/,
  },
  { name: 'caddy', pattern: /"logger":"http\.(?:log|handlers)|Caddy (\d[\d.]*)/ },
  { name: 'iis', pattern: /#Software: Microsoft Internet Information Services (\d[\d.]*)/ },
  {
    name: 'gunicorn',
    pattern:
      /^\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d{4}\] \[\d+\] \[[A-Z]+\] (?:Starting gunicorn (\d[\d.]*))?|Starting gunicorn (\d[\d.]*)/,
  },
  {
    name: 'uvicorn',
    pattern:
      /Uvicorn running on|^(?:INFO|ERROR|WARNING): {4,5}(?:\S+:\d+ - "|Started server process|Application startup)/,
  },
  { name: 'hypercorn', pattern: /Running on https?:\/\/\S+ \(CTRL \+ C to quit\)/ },
  { name: 'waitress', pattern: /\bwaitress\b.*[Ss]erving on|Serving on http:\/\/\S+$/ },
  { name: 'granian', pattern: /Starting granian/ },
  { name: 'uwsgi', pattern: /\*\*\* Starting uWSGI (\d[\d.]*)|\[pid: \d+\|app: / },
  { name: 'puma', pattern: /Puma version:? (\d[\d.]*)|Puma starting|\bpuma (\d[\d.]*)/i },
  {
    name: 'unicorn',
    pattern: /unicorn .{0,20}master process ready|I, \[\S+ #\d+\] +INFO -- : (?:master process|worker=\d+ ready)/,
  },
  {
    name: 'tomcat',
    pattern:
      /Starting Servlet [Ee]ngine: \[?Apache Tomcat\/(\d[\d.]*)|Tomcat (?:initialized|started) (?:on|with) port|\[(?:http-)?nio-\d+-exec-\d+\]/,
  },
  { name: 'jetty', pattern: /jetty-(\d[\d.]*)|Started ServerConnector|\[?qtp\d+-\d+/ },
  { name: 'undertow', pattern: /Undertow started|io\.undertow|\bXNIO-\d+ task-/ },
  { name: 'netty', pattern: /Netty started on port|\[?reactor-http-(?:nio|epoll)-\d+/ },
  { name: 'play', pattern: /(?:Akka|Pekko|Netty)HttpServer .{0,20}Listening for HTTP/ },
  { name: 'kestrel', pattern: /Now listening on: https?:\/\/|Microsoft\.(?:Hosting\.Lifetime|AspNetCore\.Hosting)/ },
  { name: 'cowboy', pattern: /with (?:cowboy|Plug\.Cowboy) (\d[\d.]*)/ },
  { name: 'bandit', pattern: /with Bandit (\d[\d.]*)/ },
  { name: 'bun', pattern: /\bBun v(\d[\d.]*)|Started (?:development )?server: http/ },
  { name: 'fastify', pattern: /"reqId":"req-[0-9a-z]+".*"incoming request"|"incoming request".*"reqId":"req-/ },
  {
    name: 'node',
    pattern:
      /^Node\.js v(\d[\d.]*)|node:internal\/|\(node:\d+\)|\[Nest\] \d+ |Next\.js (?=\d)|\bat \S+ \(\/\S+\.[cm]?js:\d+:\d+\)/,
  },
  {
    name: 'go',
    pattern: /^goroutine \d+ \[|^panic: |\[GIN(?:-debug)?\]|"caller":"[\w./-]+\.go:\d+"|⇨ http server started/m,
  },
  { name: 'php-fpm', pattern: /fpm is running, pid|\[pool \w+\]/ },
  { name: 'actix', pattern: /Actix(?:-web)? runtime found|actix_server/ },
];

/** What the line says about who wrote it; undefined for most lines. */
export function softwareOf(line: string): SoftwareHint | undefined {
  const start = line.slice(0, 1_000);
  for (const { name, pattern } of signs) {
    const found = pattern.exec(start);
    if (found !== null) return { name, version: found.slice(1).find((version) => version !== undefined) ?? null };
  }
  return undefined;
}
