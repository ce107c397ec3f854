import leven from 'leven';

/** Names within a few letters, or that contain what was typed; the best first. */
export function nearest(typed: string, names: readonly string[], limit = 2): readonly string[] {
  return names
    .map((name) => ({ name, far: name.includes(typed) ? 0 : leven(typed, name) }))
    .filter(({ far }) => far <= Math.max(3, typed.length / 2))
    .sort((a, b) => a.far - b.far)
    .slice(0, limit)
    .map(({ name }) => name);
}
