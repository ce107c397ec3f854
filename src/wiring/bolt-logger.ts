import { LogLevel } from '@slack/bolt';
import type { Log } from '../log.ts';

/** Bolt's words in our log. Its debug lines hold whole payloads, so they are left out. */
export function boltLogger(log: Log) {
  const at =
    (level: 'info' | 'warn' | 'error') =>
    (first: unknown, ...rest: unknown[]) => {
      const err = first instanceof Error ? { err: first } : {};
      log[level](
        { ...err, from: 'bolt', said: [first, ...rest].map((word) => String(word).slice(0, 500)).join(' ') },
        'bolt',
      );
    };
  return {
    debug: () => {},
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  };
}
