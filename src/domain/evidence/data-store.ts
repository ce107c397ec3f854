/** A database or cache that the failing services use, or that lies in their VPC. */
export interface DataStore {
  readonly kind: 'rds-instance' | 'rds-cluster' | 'elasticache' | 'rds-proxy';
  readonly id: string;
  readonly arn: string | null;
  readonly engine: string | null; // postgres, aurora-mysql, redis
  readonly version: string | null;
  readonly class: string | null;
  readonly status: string | null; // available | failing-over | rebooting | storage-full | …
  readonly endpoints: readonly { readonly host: string; readonly port: number | null }[];
  readonly multiAz: boolean | null;
  readonly zone: string | null;
  readonly allocatedGb: number | null;
  /** By the parameter group, with AWS's formula worked out where the class's memory is known. */
  readonly maxConnections: number | null;
  /** 'named': an endpoint of it stands in a task's or function's settings; 'near': only in the same VPC. */
  readonly onPath: 'named' | 'near';
  /** Oldest first. */
  readonly events: readonly { readonly at: string; readonly message: string; readonly categories: readonly string[] }[];
}
