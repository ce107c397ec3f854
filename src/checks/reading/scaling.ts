import type { ScalingActivity, ScalingGroup } from '../../domain/evidence.ts';
import type { Span } from '../../domain/window.ts';
import type { Failures } from './failures.ts';
import { MINUTE } from './failures.ts';
import { sum } from './statistics.ts';

/** A group's diary tells of the machines that it starts and ends. */
export function autoScalingGroups(scaling: readonly ScalingGroup[]): readonly ScalingGroup[] {
  return scaling.filter(({ kind }) => kind === 'auto-scaling-group');
}

export interface Leaving {
  readonly instanceId: string | null;
  /** Epoch ms: taken out of service · gone. Still going: the end is not known. */
  readonly from: number;
  readonly to: number | undefined;
  /** Scale-in, a refresh, a person; not a failed health check. */
  readonly planned: boolean;
  readonly activity: ScalingActivity;
}

/** Instances that left within the window, or a while before it. */
export function leavings(scaling: readonly ScalingGroup[], { from, to }: Span): readonly Leaving[] {
  return autoScalingGroups(scaling)
    .flatMap(({ activities }) => activities)
    .filter(({ description, status }) => /^Terminating EC2 instance/i.test(description) && status !== 'Cancelled')
    .map((activity) => ({
      instanceId: activity.instanceId,
      from: Date.parse(activity.startedAt),
      to: activity.endedAt === null ? undefined : Date.parse(activity.endedAt),
      planned: !isForHealth(activity),
      activity,
    }))
    .filter(
      (one) => one.from < Date.parse(to) && (one.to ?? Number.POSITIVE_INFINITY) > Date.parse(from) - 10 * MINUTE,
    );
}

/** Taken out because a check failed, not because somebody wanted fewer or other machines. */
export function isForHealth({ cause }: ScalingActivity): boolean {
  return /health check|status checks? failure|health-check/i.test(cause) && !/instance refresh/i.test(cause);
}

export function activityFact({ startedAt, description, status, cause }: ScalingActivity): string {
  return `${startedAt} ${description} · ${status} · ${cause.replace(/\s+/g, ' ').slice(0, 300)}`;
}

/** Whether the moment lies in the leaving of one of them, give or take a minute. */
export function whileLeaving(leaving: Leaving, at: number): boolean {
  return at >= leaving.from - MINUTE && at <= (leaving.to ?? Number.POSITIVE_INFINITY) + MINUTE;
}

/** Share of the 502s whose minute touches somebody's leaving; and of all minutes with traffic. */
export function shareWhileLeaving(failures: Failures, leaving: readonly Leaving[]) {
  const near = ({ at }: { readonly at: number }) =>
    leaving.some((one) => whileLeaving(one, at) || whileLeaving(one, at + failures.periodMs));
  const caught = sum(failures.failing.filter(near).map((minute) => minute.failures));
  return {
    failures: failures.total > 0 ? caught / failures.total : 0,
    minutes: failures.minutes.length > 0 ? failures.minutes.filter(near).length / failures.minutes.length : 0,
  };
}
