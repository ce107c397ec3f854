import { isObject, text, whole } from './json.ts';

/**
 * A fault for the next `times` calls of `method` (or of any). `when` says whether Slack had done it already:
 * `drop` closes the connection, `hold` keeps the caller waiting until released, `slow` waits `ms`.
 */
export interface Fault {
  readonly id: string;
  readonly method: string | undefined;
  readonly kind: 'drop' | 'hold' | 'slow' | 'status' | 'rate-limit' | 'error';
  readonly when: 'before' | 'after';
  readonly status: number;
  readonly error: string;
  readonly ms: number;
  readonly retryAfter: number;
  left: number;
}

const kinds = ['drop', 'hold', 'slow', 'status', 'rate-limit', 'error'] as const;

export class Faults {
  readonly #faults: Fault[] = [];
  readonly #held = new Map<string, Set<() => void>>();
  #count = 0;

  /** Throws a sentence on what it does not know. */
  add(input: unknown): Fault {
    if (!isObject(input)) throw new TypeError('a fault is an object');
    const kind = kinds.find((known) => known === input.kind);
    if (kind === undefined) throw new TypeError(`kind is one of ${kinds.join(', ')}`);
    this.#count += 1;
    const fault: Fault = {
      id: text(input.id) ?? `fault-${this.#count}`,
      method: text(input.method),
      kind,
      when:
        input.when === 'before' || kind === 'status' || kind === 'rate-limit' || kind === 'error' ? 'before' : 'after',
      status: whole(input.status) ?? 500,
      error: text(input.error) ?? 'internal_error',
      ms: whole(input.ms) ?? 1000,
      retryAfter: whole(input.retryAfter) ?? 1,
      left: whole(input.times) ?? 1,
    };
    this.#faults.push(fault);
    return fault;
  }

  /** The fault that this call meets, used up by one. */
  take(method: string): Fault | undefined {
    const fault = this.#faults.find((one) => one.left > 0 && (one.method === undefined || one.method === method));
    if (fault !== undefined) fault.left -= 1;
    return fault;
  }

  clear(): void {
    this.#faults.length = 0;
    this.release();
  }

  /** Resolves when `release` names this fault, or nothing in particular. */
  hold(id: string): Promise<void> {
    return new Promise((resolve) => {
      const waiting = this.#held.get(id) ?? new Set();
      waiting.add(resolve);
      this.#held.set(id, waiting);
    });
  }

  /** Lets held calls go on; tells how many. */
  release(id?: string): number {
    let released = 0;
    for (const [held, waiting] of this.#held) {
      if (id !== undefined && held !== id) continue;
      for (const go of waiting) go();
      released += waiting.size;
      this.#held.delete(held);
    }
    return released;
  }
}
