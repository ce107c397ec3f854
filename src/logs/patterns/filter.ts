/**
 * Substrings (case counts) of everything that the table and the eye for errors look for. None may stand in every access
 * line of a common format: pino and Caddy write whole headers (cookie, keep-alive), Envoy `via_upstream`.
 */
const words =
  `ERROR Error error FATAL Fatal fatal CRITICAL Critical Exception exception panic Traceback Uncaught Unhandled
  SIG signal illed OOM imeout TIMEOUT refused reset closed ECONN EPIPE EMFILE ENOTFOUND
  EAI_AGAIN ETIMEDOUT HARAKIRI AH0 AH1 max_children exited orker pool connections ENOSPC istening
  unning tarted tarting serving eepAlive keep_alive persistent_ hutting erminat
  raceful FAIL Fail fail egmentation segfault SSL edis xceed esolve annot issing`.split(/\s+/);
const phrases = [
  'timed out',
  'hang up',
  'eep-alive t',
  'oo many',
  'too large',
  'space left',
  'not found',
  'not set',
  'denied',
  'to upstream',
  'from upstream',
  'valid header',
  'in header',
  'big header',
  'Node.js v',
  'ntly busy',
  'f threads',
  'table full',
  'en queue',
  'queue depth',
  'HTTPS port',
  'Bad Gateway',
  'nvalid HTTP',
  'of memory',
  'oom-k',
  'oom_',
  'eader too',
  'eaders too',
  'Set-Cookie',
  'shared cipher',
  ' 500 ',
  ' 502 ',
  ' 503 ',
  ' 504 ',
  '":500',
  '":502',
  '": 502',
  '=502',
  '"502"',
  'エラー',
  '失敗',
  '例外',
  'タイムアウト',
];

/** For FilterLogEvents: any of the terms. CloudWatch takes at most 1024 characters. */
export const cloudWatchFilter = [...words.map((word) => `?${word}`), ...phrases.map((one) => `?${quoted(one)}`)].join(
  ' ',
);

function quoted(phrase: string): string {
  return `"${phrase.replaceAll('"', '\\"')}"`;
}

/** For Logs Insights: the same as one expression. */
export const insightsFilter = `/${[...words, ...phrases].map((one) => one.replaceAll('/', '\\/')).join('|')}/`;
