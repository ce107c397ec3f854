export type Fields = Readonly<Record<string, unknown>>;

export function asFields(value: unknown): readonly Fields[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? [value as Fields] : [];
}

/** Undefined for what is no JSON object after all, or was cut off: it is read as text. */
export function parseJson(text: string): Fields | undefined {
  try {
    return asFields(JSON.parse(text))[0];
  } catch {
    return undefined;
  }
}

/** Loggers write `statusCode`, `status_code`, `StatusCode`, `http.status_code`: the same name. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** The first of the names, however it is spelt, whose value is wanted. */
export function pick<T>(
  fields: Fields,
  names: readonly string[],
  wanted: (value: unknown) => T | undefined,
): T | undefined {
  const spelt = new Map<string, unknown>();
  for (const [name, value] of Object.entries(fields)) spelt.set(plainName(name), value);
  for (const name of names) {
    const found = spelt.has(name) ? wanted(spelt.get(name)) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

export function asText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  // Ruby's and some Python loggers give a trace as a list of its lines.
  return Array.isArray(value) && value.length > 0 && value.every((part) => typeof part === 'string')
    ? value.slice(0, 60).join('\n')
    : undefined;
}
