import { gunzipSync } from 'node:zlib';
import type { History } from '../../../sandbox/aws/world/history.ts';
import { anchor } from '../world.ts';

export interface LogRow {
  readonly at: number;
  readonly target: string;
  readonly times: readonly [number, number, number];
  readonly elb: number;
  readonly status: string;
  readonly fields: number;
  readonly line: string;
}

const fieldsOf = (line: string) => line.match(/"[^"]*"|\S+/g) ?? [];

/** Every row that the world's access logs hold, up to the present. */
export function rowsOf(history: History, loadBalancer = 'tiny-alb'): LogRow[] {
  return [...history.buckets.values()]
    .flat()
    .flatMap(({ body }) => gunzipSync(body()).toString().trimEnd().split('\n'))
    .filter((line) => line.includes(`app/${loadBalancer}/`))
    .map((line) => {
      const f = fieldsOf(line);
      return {
        at: Date.parse(f[1] ?? ''),
        target: f[4] ?? '',
        times: [Number(f[5]), Number(f[6]), Number(f[7])] as const,
        elb: Number(f[8]),
        status: f[9] ?? '',
        fields: f.length,
        line,
      };
    })
    .filter(({ at }) => at < anchor);
}

/** Sum of a metric of the load balancer over the same time. */
export function sumOf(
  history: History,
  metric: string,
  from: number,
  extra: Readonly<Record<string, string>> = {},
): number {
  const LoadBalancer = history.loadBalancers.find(({ name }) => name === 'tiny-alb')?.dimension ?? '';
  const series = history.metrics.find('AWS/ApplicationELB', metric, { LoadBalancer, ...extra });
  return [...(series?.minutes ?? [])]
    .filter(([at]) => at >= from && at < anchor)
    .reduce((sum, [, datum]) => sum + datum.sum, 0);
}
