interface Call {
  readonly action: string;
  readonly depth: number;
  readonly sequence: number;
  readonly chain: readonly string[];
  /** What it answered, once it has; what later calls may have learned from it. */
  answer?: string;
}

export interface StatsReport {
  readonly requests: number;
  /** `ecs:DescribeServices` → 2; pages and retries included. */
  readonly byApi: Readonly<Record<string, number>>;
  /** Calls in the longest chain in which each needed something that the one before it had answered. */
  readonly longestChain: number;
  readonly chain: readonly string[];
  /** The same by time alone: a call is one deeper than the deepest that was answered before it began. */
  readonly longestSequence: number;
}

/** Following pages and log queries are no steps of an investigation: they do not deepen a chain. */
const logQueries = new Set(['logs:FilterLogEvents', 'logs:StartQuery', 'logs:GetQueryResults', 's3:GetObject']);

/** Words of the APIs themselves, which nobody learns from an answer: RUNNING, Sum, p99, TargetGroup … */
const vocabulary =
  /^(?:[A-Z_0-9]+|Sum|Average|Minimum|Maximum|SampleCount|p\d+|[A-Z]\w*(?:Name|Id|Group|Balancer|Zone|Source))$/;

/**
 * Counts calls and measures how many had to follow each other. A call depends on another when its input holds a value
 * that the other's answer was the first to give. The sequence by time over-counts what merely happened one after the other.
 */
export class Stats {
  #calls: Call[] = [];
  /** Values that the caller used before any answer held them: it brought them along. */
  readonly #brought = new Set<string>();

  begin(action: string, input: unknown, options: { readonly nextPage: boolean }): { end(answer: string): void } {
    const counts = options.nextPage || logQueries.has(action) ? 0 : 1;
    const answered = this.#calls.filter((call) => call.answer !== undefined);
    const source = deepest(stringsOf(input).flatMap((value) => this.#learnedFrom(answered, value)));
    const call: Call = {
      action,
      depth: (source?.depth ?? 0) + counts,
      sequence: answered.reduce((most, { sequence }) => Math.max(most, sequence), 0) + counts,
      chain: counts === 0 ? (source?.chain ?? []) : [...(source?.chain ?? []), action],
    };
    this.#calls.push(call);
    return {
      end: (answer) => {
        call.answer = answer;
      },
    };
  }

  #learnedFrom(answered: readonly Call[], value: string): Call[] {
    if (this.#brought.has(value)) return [];
    const source = shallowest(answered, value);
    if (source.length === 0) this.#brought.add(value);
    return source;
  }

  reset(): void {
    this.#calls = [];
    this.#brought.clear();
  }

  read(): StatsReport {
    const byApi: Record<string, number> = {};
    for (const { action } of this.#calls) byApi[action] = (byApi[action] ?? 0) + 1;
    const end = deepest(this.#calls);
    return {
      requests: this.#calls.length,
      byApi,
      longestChain: end?.depth ?? 0,
      chain: end?.chain ?? [],
      longestSequence: this.#calls.reduce((most, { sequence }) => Math.max(most, sequence), 0),
    };
  }
}

const deepest = (calls: readonly Call[]): Call | undefined =>
  calls.reduce<Call | undefined>((best, call) => (best && best.depth >= call.depth ? best : call), undefined);

/** The earliest step at which a value was known; nothing when no answer had it, for then the caller brought it. */
function shallowest(answered: readonly Call[], value: string): Call[] {
  const knew = answered.filter((call) => call.answer?.includes(value));
  return knew.length === 0 ? [] : [knew.reduce((best, call) => (call.depth < best.depth ? call : best))];
}

function stringsOf(input: unknown): string[] {
  if (typeof input === 'string') return input.length < 3 || vocabulary.test(input) ? [] : [input];
  if (input instanceof Date || typeof input !== 'object' || input === null) return [];
  return Object.values(input).flatMap(stringsOf);
}
