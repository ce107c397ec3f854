import { makeMarks } from './marks.ts';
import { applyRules } from './rules.ts';
import { scan } from './scanner.ts';
import { mapStrings } from './walk.ts';

export interface RedactorOptions {
  /** Also IP addresses. Off by default: they are what a network diagnosis is about. */
  readonly ips?: boolean;
}

/** One per run: placeholders of one session tell equal from different secrets. */
export interface RedactionSession {
  /** A copy of plain JSON with the secrets of all its strings replaced; scanned in one batch. */
  redact<T>(value: T): Promise<T>;
  /** How many were replaced, by type. */
  counts(): Readonly<Record<string, number>>;
}

export interface Redactor {
  session(): RedactionSession;
}

export function makeRedactor({ ips = false }: RedactorOptions = {}): Redactor {
  return {
    session() {
      const marks = makeMarks();
      return {
        counts: marks.counts,
        async redact<T>(value: T): Promise<T> {
          const ready: string[] = [];
          mapStrings(value, ({ text, secret }) => {
            ready.push(secret && text !== '' ? marks.mark('secret', text) : applyRules(text, marks, ips));
            return text;
          });
          const clean = await scan(ready, marks);
          let at = 0;
          // The same walk in the same order: the shape stays, only strings change.
          return mapStrings(value, () => clean[at++] ?? '') as T;
        },
      };
    },
  };
}

/** For error texts and log lines, at once: our own rules without the scanner. */
export function redactText(text: string): string {
  return applyRules(text, makeMarks(), false);
}
