import type { Observation } from '../../domain/check.ts';
import type { AccessLog, Change, LambdaFunction, Metrics } from '../../domain/evidence.ts';
import type { Window } from '../../domain/window.ts';
import { changeNearOnset, type Happening } from './changes.ts';
import { notApplicable } from './observe.ts';

interface Evidence {
  readonly functions: readonly LambdaFunction[];
  readonly changes: readonly Change[];
  readonly metrics: Metrics;
  readonly accessLog?: AccessLog | undefined;
}

/** Whether one of these calls touched a function behind the load balancer just before the first failures. */
export function functionChangeNearOnset(evidence: Evidence, window: Window, names: RegExp): Observation {
  const { functions, changes, metrics, accessLog } = evidence;
  if (functions.length === 0) return notApplicable();
  const happenings = changes
    .filter(({ name, errorCode }) => names.test(name) && errorCode === null)
    .filter((change) => functions.some((one) => isAbout(change, one)))
    .map(happening);
  return changeNearOnset(metrics, window, accessLog, happenings);
}

/** CloudTrail names the function by its name, its ARN, or the ARN of a version of it. */
function isAbout({ resources, request }: Change, { name }: LambdaFunction): boolean {
  const asked = request?.functionName;
  const named = [...resources, ...(typeof asked === 'string' ? [asked] : [])];
  return named.some((one) => one === name || one.split(':function:').at(-1)?.split(':')[0] === name);
}

function happening({ at, name, user, resources }: Change): Happening {
  return { at: Date.parse(at), fact: `${at} ${name} ${user ?? '-'} ${resources.join(' ')}` };
}
