/** Substrings (case counts) of everything that the table and the eye for errors look for. */
const words =
  `ERROR Error error FATAL Fatal fatal CRITICAL Critical Exception exception panic Traceback Uncaught Unhandled
  SIG signal Killed killed OOM oom memory timeout Timeout TIMEOUT upstream refused reset closed ECONN EPIPE EMFILE ENOTFOUND
  EAI_AGAIN ETIMEDOUT HARAKIRI DAMN AH0 AH1 max_children exited worker Worker pool connections deadlock ENOSPC istening
  running Running tarted tarting serving eepAlive keep_alive persistent_ hutting erminat
  raceful FAIL Fail fail egmentation segfault SSL cipher slots edis ookie xceed esolve annot issing LoadError`.split(
    /\s+/,
  );
const phrases = [
  'timed out',
  'hang up',
  'keep-alive',
  'oo many',
  'too large',
  'space left',
  'not found',
  'not set',
  'denied',
  'header',
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
