/** Lines of one trace follow each other at once. */
const traceGapMs = 1_000;
const recordLimit = 8_000;

export interface Record {
  readonly at: number;
  readonly text: string;
  /** The runtime cut it: what follows belongs to it, without a line break. */
  readonly isCut: boolean;
}

/** The line joined to the record before it in its stream; undefined when a new record begins. */
export function join(before: Record, line: Record): Record | undefined {
  if (line.at - before.at > traceGapMs || before.text.length > recordLimit) return undefined;
  if (before.isCut) return { at: before.at, text: before.text + line.text, isCut: line.isCut };
  return isContinuation(before.text, line.text)
    ? { at: before.at, text: `${before.text}\n${line.text}`, isCut: line.isCut }
    : undefined;
}

const frame =
  /^(\s+\S|Caused by: |Suppressed: |Wrapped by: |\.{3} \d+ (more|common frames)|\s*--- End of |goroutine \d+ \[|created by \S|\[signal \S+: |exit status \d|Stack trace:$|\[stacktrace\]|#\d+ |from \S+:\d+|The above exception was the direct cause|During handling of the above exception|\^+$|at \S+ ?\(|at async )/;
const exceptionLine =
  /^(?:[a-z_$][\w$]*\.)+[A-Z]\w*(?:Exception|Error|Throwable|Failure)\b|^[A-Z]\w*(?:Error|Exception)(?: \[\w+\])?: /;
const nodeStart = /^(node:internal\/\S+:\d+|(file:\/\/)?\/\S+\.[cm]?[jt]sx?:\d+)$/;

function isContinuation(before: string, line: string): boolean {
  if (frame.test(line) && !/^\s+\{"/.test(line)) return true;
  if (line.startsWith('Traceback (most recent call last)')) return saysError(before);
  if (/^(panic|fatal error): |goroutine \d+ \[/m.test(before)) return inPanic(line);
  if (before.includes('Traceback (most recent call last)')) return endsTraceback(before, line);
  // Node prints place, source and caret before the error itself, and its version at the end.
  if (nodeStart.test(before.split('\n', 1)[0] ?? '')) return !isStamped(line) && !/\nNode\.js v\d/.test(before);
  return line === '' ? before.includes('\n') : isExceptionOf(before, line);
}

/** The logger's line, then the exception that it is about. */
function isExceptionOf(before: string, line: string): boolean {
  return saysError(before) && !before.includes('\n') && exceptionLine.test(line) && !exceptionLine.test(before);
}

function saysError(text: string): boolean {
  return /\b(error|exception|fatal|critical|severe|failed)\b/i.test(text.slice(0, 200));
}

/** `main.(*cart).merge(0x0, 0xc0001b2000)` and what stands between goroutines. */
function inPanic(line: string): boolean {
  return line === '' || /^[\w./*()[\]{}$-]+\(.*\)$/.test(line) || /^(rax|rbx|rip|r\d+|PC=|m=)/.test(line);
}

/** A traceback ends with the line of its exception: `shop.errors.NoStock: 4 left`. */
function endsTraceback(before: string, line: string): boolean {
  const last = before.slice(before.lastIndexOf('\n') + 1);
  return line === '' || (/^\s/.test(last) && /^[A-Za-z_][\w.]*(:|$)/.test(line) && !isStamped(line));
}

function isStamped(line: string): boolean {
  return /^\[?\d{4}[-/]\d\d[-/]\d\d|^\{|^\d{1,3}\.\d{1,3}\.|^(INFO|DEBUG|WARN|ERROR)\b/.test(line);
}
