import type { Found } from '../domain/doctor.ts';
import { mendedBy, triedBy, unknown } from '../messages/found.ts';

/** What one call to SNS or SQS came to. */
export type Told<T> =
  | { readonly kind: 'told'; readonly answer: T }
  | { readonly kind: 'denied' }
  | { readonly kind: 'not-there' }
  | { readonly kind: 'unclear'; readonly detail: string };

export async function tell<T>(call: Promise<T>): Promise<Told<T>> {
  try {
    return { kind: 'told', answer: await call };
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    if (/AccessDenied|AuthorizationError|NotAuthorized/.test(name)) return { kind: 'denied' };
    if (/NotFound|DoesNotExist|NonExistent/.test(name)) return { kind: 'not-there' };
    const detail = error instanceof Error ? `${name}: ${error.message}`.slice(0, 160) : String(error);
    return { kind: 'unclear', detail };
  }
}

/** The statement that allows an action on one resource. */
export function statement(action: string, resource: string): string {
  return JSON.stringify({ Effect: 'Allow', Action: action, Resource: resource });
}

/** Without it the bot hears nothing. */
export const denied = (action: string, resource: string): Found =>
  mendedBy('alarms/denied', statement(action, resource), { action });

/** Only the doctor asks this: without it nothing fails but the knowing. */
export const notAllowed = (action: string, resource: string): Found =>
  triedBy('alarms/not-allowed', statement(action, resource), { action });

export const unclear = (action: string, detail: string): Found => unknown('alarms/unclear', { action, detail });
