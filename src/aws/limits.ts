import { TokenBucket } from 'limiter';

interface Limit {
  readonly burst: number;
  readonly perSecond: number;
}

/**
 * Published limits an account and region, by IAM service or action (the longest name that fits counts).
 * Half of ELB's is left to auto scaling and to people: a diagnosis must not starve what it looks at.
 */
const limits: Readonly<Record<string, Limit>> = {
  elasticloadbalancing: { burst: 20, perSecond: 5 }, // 40 and 10, shared by all reads
  'cloudtrail:LookupEvents': { burst: 2, perSecond: 2 },
  'logs:FilterLogEvents': { burst: 5, perSecond: 5 },
  'logs:StartQuery': { burst: 5, perSecond: 5 }, // 10
  'logs:GetQueryResults': { burst: 5, perSecond: 5 }, // 10
  'cloudwatch:GetMetricData': { burst: 25, perSecond: 25 }, // 50
  'ecs:ListTasks': { burst: 50, perSecond: 10 }, // 100 and 20, all list calls of a cluster
  'ecs:ListServices': { burst: 50, perSecond: 10 },
  'acm:DescribeCertificate': { burst: 10, perSecond: 5 }, // 10
  'ecs:DescribeTaskDefinition': { burst: 20, perSecond: 10 },
  lambda: { burst: 15, perSecond: 10 }, // 15, all calls of the control plane but a few
  'lambda:GetPolicy': { burst: 15, perSecond: 10 }, // 15 of its own
  'lambda:GetFunctionConfiguration': { burst: 50, perSecond: 50 }, // 100
};

/** One bucket a limit; made once for each place, so that runs side by side share it. */
export interface Pace {
  /** Resolves when `operation` ('elasticloadbalancing:DescribeRules') may be called. Rejects when `signal` aborts. */
  turn(operation: string, signal: AbortSignal): Promise<void>;
}

export function makePace(): Pace {
  const buckets = new Map<string, TokenBucket>();
  return {
    async turn(operation, signal) {
      signal.throwIfAborted();
      const key = operation in limits ? operation : (operation.split(':')[0] ?? '');
      const limit = limits[key];
      if (limit === undefined) return;
      const bucket = buckets.get(key) ?? full(limit);
      buckets.set(key, bucket);
      if (bucket.tryRemoveTokens(1)) return;
      await orAborted(bucket.removeTokens(1), signal);
    },
  };
}

function full({ burst, perSecond }: Limit): TokenBucket {
  const bucket = new TokenBucket({ bucketSize: burst, tokensPerInterval: perSecond, interval: 'second' });
  bucket.content = burst; // limiter starts empty
  return bucket;
}

/** `work`, or the abort, whichever comes first. Work that cannot be stopped goes on unheard. */
export async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) {
    work.catch(() => undefined); // nobody listens any more
    throw signal.reason;
  }
  let stop: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    if (stop !== undefined) signal.removeEventListener('abort', stop);
  }
}
