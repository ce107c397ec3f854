import type { AccessLog, Metrics } from '../../domain/evidence.ts';
import { madeRows } from './access-log.ts';
import { gauge } from './metrics.ts';

/** Seconds of the longest request of the window, answered or cut off. Undefined when nobody measured. */
export function longestSeconds(metrics: Metrics, log: AccessLog | undefined): number | undefined {
  const measured = ['Maximum', 'p99'].flatMap((stat) => [
    ...(gauge(metrics, 'TargetResponseTime', stat)?.values() ?? []),
  ]);
  const logged = log
    ? [log.targetSeconds.max ?? 0, ...madeRows(log).map(({ targetSeconds }) => targetSeconds ?? 0)]
    : [];
  const all = [...measured, ...logged].filter((seconds) => seconds > 0);
  return all.length > 0 ? Math.max(...all) : undefined;
}
