import { type Pattern, row } from './row.ts';

/** What any application may say, and what servers say of themselves when they start. */
export const general: readonly Pattern[] = [
  row(
    'app.badheader',
    /[Ii]nvalid character in header|[Ii]nvalid (HTTP )?header (value|name|field)|[Ii]llegal header value|ヘッダーに不正な文字/,
  ),
  row(
    'app.bigheader',
    /(response|Set-Cookie|cookie).{0,60}(too (large|big)|exceeds?|over limit)|(クッキー|ヘッダー).{0,30}(大きすぎ|上限を超え)/i,
  ),
  row(
    'app.pool',
    /[Tt]ask queue depth is|thread ?pool.{0,30}(exhausted|full)|(worker|request) queue (is )?full|no (free|idle|available) (workers|threads)|(スレッド|ワーカー)(プール)?.{0,20}(枯渇|不足|空きがありません)/,
  ),
  row('app.fds', /Too many open files/i),
  row(
    'app.sigterm',
    /[Gg]raceful(ly)? (shutdown|stopp?ing|shutting)|[Ss]hutting down|[Cc]ommencing graceful shutdown|Application is shutting down|シャットダウン(します|を開始)/,
  ),
  row(
    'server.keepalive',
    /keep-?alive[ _-]?time(out)?|keepAliveTimeout|timeout[ _-]keep-?alive|persistent_timeout|idle[ _-]?timeout/i,
  ),
  row(
    'server.version',
    /Starting gunicorn [\d.]+|Using worker: \w+|Puma (version|starting)|Apache\/[\d.]+|nginx\/[\d.]+|Apache Tomcat\/[\d.]+|Tomcat (initialized|started)|[Jj]etty-?[\d.]+|Started ServerConnector|Uvicorn running on|Starting hypercorn|Running on http:\/\/\S+ \(CTRL \+ C to quit\)|Starting granian|Starting uWSGI [\d.]+|Unicorn .{0,20}master process ready|Node\.js v?\d+|Undertow .{0,20}start|Netty started|Now listening on: |Traefik version|Caddy|HAProxy version|undertow|Passenger|Cowboy|Bandit|Kestrel/i,
  ),
  row(
    'server.listening',
    /\b(listening|started|running|serving|bound|ready)\b.{0,60}?(?:\bport\(?s?\)?[ :=]*|:)\d{2,5}\b/i,
  ),
];
