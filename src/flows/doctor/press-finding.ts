import type { Found } from '../../domain/doctor.ts';
import type { DoctorRun } from '../../domain/doctor-rows.ts';
import { failed, ok, unknown } from '../../messages/found.ts';

export const PRESS_WITHIN_MS = 60_000;

/** Whether a press has come the whole way: from a person's finger through Slack into our rows. */
export function pressFinding({ state, pressBy, pressedAt, pressedBy }: DoctorRun): Found {
  const shownAt = pressBy === null ? null : pressBy - PRESS_WITHIN_MS;
  if (pressedAt !== null && shownAt !== null) {
    const seconds = Math.max(0, Math.round((pressedAt - shownAt) / 1000));
    return ok('buttons/pressed', { by: pressedBy ?? '', seconds });
  }
  const seconds = PRESS_WITHIN_MS / 1000;
  return state === 'done' ? failed('buttons/no-press', { seconds }) : unknown('buttons/press-awaited', { seconds });
}
