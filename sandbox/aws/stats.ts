/** A call as it came, and its answer once it has one. */
interface Call {
  readonly action: string;
  readonly counts: 0 | 1;
  readonly input: readonly string[];
  /** How many answers had been given when it began. */
  readonly after: number;
  answer?: string;
  /** Which answer it was, of all; counted from 1. */
  answered?: number;
}

/** The same with its place among the others. */
interface Placed {
  readonly call: Call;
  readonly depth: number;
  readonly sequence: number;
  readonly chain: readonly string[];
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
  #answers = 0;

  begin(action: string, input: unknown, options: { readonly nextPage: boolean }): { end(answer: string): void } {
    const call: Call = {
      action,
      counts: options.nextPage || logQueries.has(action) ? 0 : 1,
      input: stringsOf(input),
      after: this.#answers,
    };
    this.#calls.push(call);
    return {
      end: (answer) => {
        this.#answers += 1;
        call.answer = answer;
        call.answered = this.#answers;
      },
    };
  }

  reset(): void {
    this.#calls = [];
    this.#answers = 0;
  }

  read(): StatsReport {
    const byApi: Record<string, number> = {};
    for (const { action } of this.#calls) byApi[action] = (byApi[action] ?? 0) + 1;
    const placed = placesOf(this.#calls);
    const end = deepest(placed);
    return {
      requests: this.#calls.length,
      byApi,
      longestChain: end?.depth ?? 0,
      chain: end?.chain ?? [],
      longestSequence: placed.reduce((most, { sequence }) => Math.max(most, sequence), 0),
    };
  }
}

/** Worked out when somebody asks: searching every answer for every value would slow the answers themselves. */
function placesOf(calls: readonly Call[]): Placed[] {
  const placed: Placed[] = [];
  // Values that the caller used before any answer held them: it brought them along.
  const brought = new Set<string>();
  for (const call of calls) {
    const answered = placed.filter(({ call: { answered: at } }) => at !== undefined && at <= call.after);
    const source = deepest(call.input.flatMap((value) => learnedFrom(answered, value, brought)));
    placed.push({
      call,
      depth: (source?.depth ?? 0) + call.counts,
      sequence: answered.reduce((most, { sequence }) => Math.max(most, sequence), 0) + call.counts,
      chain: call.counts === 0 ? (source?.chain ?? []) : [...(source?.chain ?? []), call.action],
    });
  }
  return placed;
}

function learnedFrom(answered: readonly Placed[], value: string, brought: Set<string>): Placed[] {
  if (brought.has(value)) return [];
  const source = shallowest(answered, value);
  if (source.length === 0) brought.add(value);
  return source;
}

const deepest = (calls: readonly Placed[]): Placed | undefined =>
  calls.reduce<Placed | undefined>((best, call) => (best && best.depth >= call.depth ? best : call), undefined);

/** The earliest step at which a value was known; nothing when no answer had it, for then the caller brought it. */
function shallowest(answered: readonly Placed[], value: string): Placed[] {
  const knew = answered.filter(({ call }) => call.answer?.includes(value));
  return knew.length === 0 ? [] : [knew.reduce((best, call) => (call.depth < best.depth ? call : best))];
}

function stringsOf(input: unknown): string[] {
  if (typeof input === 'string') return input.length < 3 || vocabulary.test(input) ? [] : [input];
  if (input instanceof Date || typeof input !== 'object' || input === null) return [];
  return Object.values(input).flatMap(stringsOf);
}
