/** Where the thing under investigation lives. */
export interface Place {
  readonly account: string | null; // 12 digits; null when it could not be learned
  readonly region: string;
  readonly profile: string | null; // name in the configuration, null for the default credentials
}

/** One hop of the path from the front door to the last backend. */
export interface Hop {
  readonly kind: 'alb' | 'target-group' | 'ecs-service' | 'ecs-task' | 'instance' | 'ip' | 'lambda';
  readonly name: string;
  readonly arn?: string;
}

/** What `locate` made of what a person typed: the resource and everything that hangs behind it. */
export interface Scope extends Place {
  readonly query: string;
  readonly kind: 'alb';
  readonly name: string;
  readonly arn: string;
  /** `app/shop-alb/50dc6c495c0c9188`: the value of CloudWatch's LoadBalancer dimension. */
  readonly dimension: string;
  readonly dnsName: string;
}

/** One of several things that a query could mean. */
export interface Candidate {
  readonly name: string;
  readonly arn: string;
  readonly region: string;
  readonly profile: string | null;
}

export type Located =
  | { readonly status: 'found'; readonly scope: Scope }
  | { readonly status: 'ambiguous'; readonly candidates: readonly Candidate[] }
  | { readonly status: 'not-found'; readonly nearest: readonly Candidate[]; readonly searched: readonly Place[] };
