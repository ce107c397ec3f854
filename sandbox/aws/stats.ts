interface Call {
  readonly action: string;
  readonly depth: number;
  readonly chain: readonly string[];
  answered: boolean;
}

/** Pages and log queries are followed by themselves; they are not steps of the investigation. */
const logQueries = new Set(['logs:FilterLogEvents', 'logs:StartQuery', 'logs:GetQueryResults', 's3:GetObject']);

/**
 * Counts calls and measures the longest chain of dependent ones: a call is one deeper than the deepest call that
 * had been answered before it began. That over-counts where two calls merely happened one after the other.
 */
export class Stats {
  #calls: Call[] = [];

  begin(action: string, options: { readonly nextPage: boolean }): { end(): void } {
    const before = this.#calls
      .filter((call) => call.answered)
      .reduce<Call | undefined>((deepest, call) => (deepest && deepest.depth >= call.depth ? deepest : call), undefined);
    const counts = options.nextPage || logQueries.has(action) ? 0 : 1;
    const call: Call = {
      action,
      depth: (before?.depth ?? 0) + counts,
      chain: counts === 0 ? (before?.chain ?? []) : [...(before?.chain ?? []), action],
      answered: false,
    };
    this.#calls.push(call);
    return {
      end: () => {
        call.answered = true;
      },
    };
  }

  reset(): void {
    this.#calls = [];
  }

  read(): { total: number; calls: Record<string, number>; rounds: number; chain: readonly string[] } {
    const calls: Record<string, number> = {};
    for (const { action } of this.#calls) calls[action] = (calls[action] ?? 0) + 1;
    const deepest = this.#calls.reduce<Call | undefined>((d, call) => (d && d.depth >= call.depth ? d : call), undefined);
    return { total: this.#calls.length, calls, rounds: deepest?.depth ?? 0, chain: deepest?.chain ?? [] };
  }
}
