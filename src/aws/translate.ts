/** What AWS may leave out becomes null, never a default. */
export function orNull<T>(value: T | null | undefined): T | null {
  return value ?? null;
}

/** ISO 8601 UTC, or null; an unreadable date is an unknown. */
export function isoOrNull(value: Date | string | undefined | null): string | null {
  if (value === undefined || value === null) return null;
  const at = new Date(value);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

export function numberOrNull(value: string | number | undefined | null): number | null {
  if (value === undefined || value === null || value === '') return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

/** 'name' of 'arn:…/name'. */
export function lastPart(arn: string): string {
  return arn.split('/').at(-1) ?? arn;
}
