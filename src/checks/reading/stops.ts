import type { Observation } from '../../domain/check.ts';
import type { EcsTask } from '../../domain/evidence.ts';
import type { TextArgs } from '../../domain/text.ts';
import type { Window } from '../../domain/window.ts';
import { type Failures, MINUTE } from './failures.ts';
import { notSeen } from './observe.ts';

/** ECS forgets stopped tasks after about an hour. */
const REMEMBERED = 60 * MINUTE;

/**
 * No such stop: earned only while ECS still remembers the time when the failures were. Undefined when it may have
 * forgotten, or when nobody knows when the failures were.
 */
export function quietStops(window: Window, failures: Failures | undefined, args: TextArgs): Observation | undefined {
  if (failures === undefined) return undefined;
  const first = failures.failing[0]?.at ?? Date.parse(window.from);
  const remembered = first >= Date.parse(window.to) - REMEMBERED - MINUTE;
  return remembered ? notSeen(args) : undefined;
}

export function isOom({ containers, stoppedReason }: EcsTask): boolean {
  const reasons = [stoppedReason ?? '', ...containers.map(({ reason }) => reason ?? '')];
  return reasons.some((reason) => /OutOfMemory/i.test(reason));
}

/** Taken away on purpose: deployment, scaling, a person, Spot. Not a crash, not a failed health check. */
export function isPlannedStop(task: EcsTask): boolean {
  if (isOom(task) || isElbKill(task)) return false;
  if (task.stopCode === 'EssentialContainerExited' || task.stopCode === 'TaskFailedToStart') return false;
  return task.stopCode !== null || /deployment|scal(e|ing)|user|spot|drain/i.test(task.stoppedReason ?? '');
}

export function isElbKill({ stoppedReason }: EcsTask): boolean {
  return /failed (ELB|container) health checks/i.test(stoppedReason ?? '');
}

/** Exit codes of a program that died of itself. 0 and 143 are orderly, 137 is somebody's SIGKILL. */
export function crashCode(task: EcsTask): number | undefined {
  if (isOom(task) || isElbKill(task)) return undefined;
  const codes = task.containers.map(({ exitCode }) => exitCode).filter((code) => code !== null);
  return codes.find((code) => ![0, 130, 137, 143].includes(code));
}

/** The container was sent SIGKILL without running out of memory: it did not stop when asked to. */
export function wasKilled(task: EcsTask): boolean {
  return !isOom(task) && task.containers.some(({ exitCode }) => exitCode === 137);
}

/** Moments at which the task left, epoch ms. */
export function leaving(task: EcsTask): readonly number[] {
  return [task.stoppingAt, task.stoppedAt].flatMap((at) => (at === null ? [] : [Date.parse(at)]));
}

export function taskFact(task: EcsTask): string {
  const id = task.arn.split('/').at(-1) ?? task.arn;
  const containers = task.containers
    .filter(({ exitCode, reason }) => exitCode !== null || reason !== null)
    .map(({ name, exitCode, reason }) => `${name}: exit ${exitCode ?? '-'} ${reason ?? ''}`.trim());
  return [task.stoppedAt ?? '', id, task.stopCode ?? '', task.stoppedReason ?? '', ...containers].join(' · ');
}
