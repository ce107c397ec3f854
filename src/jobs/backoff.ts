const FIRST_MS = 1000;
const LONGEST_MS = 5 * 60_000;
const JITTER = 0.2;

/** How long to wait after so many failures (1 or more): doubling from a second, five minutes at most, ±20 %. */
export function backoffMs(failures: number, random: () => number): number {
  const plain = Math.min(FIRST_MS * 2 ** (failures - 1), LONGEST_MS);
  return Math.round(plain * (1 + JITTER * (2 * random() - 1)));
}
