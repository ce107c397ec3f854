import { z } from 'zod';

const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `-23m`, `90s`, `-2h30m` against the present; ms. */
export const moment = z
  .string()
  .regex(/^-?(\d+(\.\d+)?[smhd])+$/, 'a time like -23m, -2h30m or 5m')
  .transform((text) => {
    const sum = [...text.matchAll(/(\d+(?:\.\d+)?)([smhd])/g)].reduce(
      (t, [, n, u]) => t + Number(n) * (UNITS[u ?? 's'] ?? 0),
      0,
    );
    return text.startsWith('-') ? -sum : sum;
  });
