/** `2026-11-20T09:41:07Z`: seconds are all that a reader wants. */
export function iso(at: number | string): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

/** `2026-11-20 18:41:07` in the zone given. */
export function local(at: number | string, timeZone: string): string {
  // Swedish writes dates as ISO 8601 does.
  return new Date(at).toLocaleString('sv-SE', { timeZone });
}

/** `2026-11-20 09:41:07`, UTC. */
export function utc(at: number | string): string {
  return iso(at).replace('T', ' ').slice(0, 19);
}
