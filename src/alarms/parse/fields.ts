import { z } from 'zod';

/** Alarm texts are shown and stored: well-formed Unicode, no control characters (PostgreSQL takes no NUL), cut to size. */
export function clean(raw: string, limit: number): string {
  const plain = raw
    .slice(0, limit * 2)
    .toWellFormed()
    .replace(/(?![\n\t])\p{Cc}/gu, ' ');
  const letters = [...plain];
  return letters.length <= limit ? plain : `${letters.slice(0, limit - 1).join('')}…`;
}

export const text = (limit: number) => z.string().transform((raw) => clean(raw, limit));

/** Text that something is known by: cut, it would name something else. */
export const key = (limit: number) =>
  z
    .string()
    .min(1)
    .max(limit)
    .refine((raw) => clean(raw, limit) === raw);

/** Null for what is absent, null or empty. */
export const optional = (limit: number) =>
  text(limit)
    .nullish()
    .transform((raw) => raw || null);

export const number = z
  .number()
  .nullish()
  .transform((raw) => raw ?? null);

/** ISO 8601 with its zone, as `Z`, `+00:00` or CloudWatch's `+0000`; epoch ms. */
export const instant = z.string().transform((raw, context) => {
  const iso = /^(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,9})?)(?:Z|([+-]\d\d):?(\d\d))$/.exec(raw);
  const at = iso === null ? Number.NaN : Date.parse(iso[2] ? `${iso[1]}${iso[2]}:${iso[3]}` : raw);
  if (at > 0) return at;
  context.addIssue({ code: 'custom', message: 'no time with its zone' });
  return z.NEVER;
});

/** Names and values; the first hundred. */
export const labels = z
  .record(z.string(), z.string())
  .nullish()
  .transform((raw) =>
    Object.fromEntries(
      Object.entries(raw ?? {})
        .slice(0, 100)
        .map(([name, value]) => [clean(name, 255), clean(value, 1024)]),
    ),
  );

/** A page that may be shown as a link: http or https, nothing else. */
export const link = z
  .string()
  .nullish()
  .transform((raw) => {
    if (!raw || raw.length > 2000 || !URL.canParse(raw)) return null;
    const url = new URL(raw);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
  });
