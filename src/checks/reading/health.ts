import type { EcsService, Metrics, TargetHealth } from '../../domain/evidence.ts';
import { byTargetGroup } from './metrics.ts';

export interface HealthNow {
  readonly total: number;
  readonly unhealthy: number;
  readonly facts: readonly string[];
}

/** Targets in rotation; draining and unused ones get no new requests and are not counted. */
export function healthNow(targets: readonly TargetHealth[]): HealthNow {
  const serving = targets.filter(({ state }) => state === 'healthy' || state === 'unhealthy');
  const sick = serving.filter(({ state }) => state === 'unhealthy');
  return {
    total: serving.length,
    unhealthy: sick.length,
    facts: sick.map(
      ({ id, port, reason, description }) => `${id}:${port ?? '-'} ${reason ?? '-'} ${description ?? ''}`,
    ),
  };
}

/**
 * Minutes in which every node agreed that a target was unhealthy (Minimum above 0). Deregistering lowers the healthy
 * count without raising this one. Undefined: not asked for.
 */
export function unhealthyMinutes(metrics: Metrics): readonly number[] | undefined {
  const series = byTargetGroup(metrics, 'UnHealthyHostCount', 'Minimum');
  if (series.length === 0) return undefined;
  const minutes = new Set<number>();
  for (const { points } of series) for (const { at, value } of points) if (value > 0) minutes.add(Date.parse(at));
  return [...minutes].sort((a, b) => a - b);
}

export interface FailedCheck {
  readonly reason: 'failed' | 'timeout' | 'wrong-code' | 'other';
  /** HTTP codes that the check got, for 'wrong-code'. */
  readonly codes: readonly number[];
  readonly fact: string;
}

/** Why health checks failed: target health now, and what ECS wrote down in the window. */
export function failedChecks(
  targets: readonly TargetHealth[],
  services: readonly EcsService[],
  from: number,
): readonly FailedCheck[] {
  const now = targets
    .filter(({ state }) => state === 'unhealthy')
    .map(({ id, reason, description }) => {
      const fact = `${id} ${reason ?? '-'} ${description ?? ''}`;
      return { reason: reasonOf(`${reason ?? ''} ${description ?? ''}`), codes: codesOf(fact), fact };
    });
  const written = services
    .flatMap(({ events }) => events)
    .filter(({ at, message }) => Date.parse(at) >= from && /is unhealthy in|failed ELB health checks/i.test(message))
    .map(({ at, message }) => ({
      reason: reasonOf(message),
      codes: codesOf(message),
      fact: `${at} ${message}`,
    }));
  return [...now, ...written];
}

function reasonOf(text: string): FailedCheck['reason'] {
  if (/ResponseCodeMismatch|these codes/i.test(text)) return 'wrong-code';
  if (/Target\.Timeout|timed out/i.test(text)) return 'timeout';
  if (/FailedHealthChecks|Health checks failed/i.test(text)) return 'failed';
  return 'other';
}

function codesOf(text: string): readonly number[] {
  const inside = /codes?:? *\[([^\]]*)\]/i.exec(text)?.[1] ?? '';
  return [...inside.matchAll(/\d{3}/g)].map(([code]) => Number(code));
}
