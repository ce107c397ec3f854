import type { Json } from './json.ts';

/** One call of the bot, as tests read it at `GET /_sandbox/journal`. */
export interface Entry {
  readonly seq: number;
  readonly at: number; // epoch ms
  readonly method: string; // 'chat.postMessage', or 'response_url'
  readonly args: Json;
  /** Whose token it came with, as far as known. */
  team: string | null;
  /** The effect took place, whatever the caller was told. */
  accepted: boolean;
  error: string | null;
  /** ts of the message that came of it. */
  ts: string | null;
  answered: 'not-yet' | 'ok' | 'error' | 'dropped' | 'held' | 'caller-gone';
}

export class Journal {
  readonly #entries: Entry[] = [];

  open(method: string, args: Json, at: number): Entry {
    const entry: Entry = {
      seq: this.#entries.length + 1,
      at,
      method,
      args,
      team: null,
      accepted: false,
      error: null,
      ts: null,
      answered: 'not-yet',
    };
    this.#entries.push(entry);
    return entry;
  }

  read(filter: { readonly method?: string; readonly since?: number } = {}): readonly Entry[] {
    return this.#entries.filter(
      (entry) => entry.seq > (filter.since ?? 0) && (filter.method === undefined || entry.method === filter.method),
    );
  }
}
