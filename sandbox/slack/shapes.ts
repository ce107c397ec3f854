import { isObject, type Json } from './json.ts';

/** A mistake in the form of Slack's `response_metadata.messages`. */
export type Report = (pointer: string, message: string) => void;
/** Looks at one value and reports what Slack would refuse in it. */
export type Shape = (value: unknown, at: string, report: Report) => void;

/** Checked where it occurs; the type is not known before, because blocks nest. */
export const lazy =
  (make: () => Shape): Shape =>
  (value, at, report) =>
    make()(value, at, report);

export const anything: Shape = () => undefined;

export const bool: Shape = (value, at, report) => {
  if (typeof value !== 'boolean') report(at, 'must be a boolean');
};

export function string(max: number, min = 1): Shape {
  return (value, at, report) => {
    if (typeof value !== 'string') return report(at, 'must be a string');
    if (value.length < min) return report(at, `must be more than ${min - 1} characters`);
    if (value.length > max) report(at, `must be less than ${max + 1} characters`);
  };
}

export function number(min: number, max: number): Shape {
  return (value, at, report) => {
    if (typeof value !== 'number' || Number.isNaN(value)) return report(at, 'must be a number');
    if (value < min || value > max) report(at, `must be between ${min} and ${max}`);
  };
}

export function oneOf(...allowed: readonly string[]): Shape {
  return (value, at, report) => {
    if (typeof value !== 'string' || !allowed.includes(value)) report(at, `must be one of: ${allowed.join(', ')}`);
  };
}

export function listOf(item: Shape, max: number, min = 1): Shape {
  return (value, at, report) => {
    if (!Array.isArray(value)) return report(at, 'must be an array');
    if (value.length < min) report(at, `must provide at least ${min} items`);
    if (value.length > max) report(at, `no more than ${max} items allowed`);
    for (const [index, entry] of value.entries()) item(entry, `${at}/${index}`, report);
  };
}

export type Fields = Readonly<Record<string, Shape>>;

/** `required` must be there, `optional` may; nothing else is allowed. `anyOf`: at least one of these. */
export function shape(required: Fields, optional: Fields = {}, anyOf: readonly string[] = []): Shape {
  return (value, at, report) => {
    if (!isObject(value)) return report(at, 'must be an object');
    checkPresence(value, Object.keys(required), anyOf, at, report);
    checkFields(value, { ...optional, ...required }, at, report);
  };
}

function checkPresence(
  value: Json,
  required: readonly string[],
  anyOf: readonly string[],
  at: string,
  report: Report,
): void {
  for (const name of required) {
    if (value[name] === undefined || value[name] === null) report(at, `missing required field: ${name}`);
  }
  if (anyOf.length > 0 && anyOf.every((name) => value[name] === undefined)) {
    report(at, `missing required field: ${anyOf.join(' or ')}`);
  }
}

function checkFields(value: Json, known: Fields, at: string, report: Report): void {
  for (const [name, entry] of Object.entries(value)) {
    if (entry === undefined || entry === null || name === 'type') continue;
    const check = known[name];
    if (check === undefined) report(at, `invalid additional property: ${name}`);
    else check(entry, `${at}/${name}`, report);
  }
}

/** Chooses by the `type` of the object. */
export function byType(kinds: Fields): Shape {
  return (value, at, report) => {
    if (!isObject(value)) return report(at, 'must be an object');
    const type = typeof value.type === 'string' ? value.type : undefined;
    if (type === undefined) return report(at, 'missing required field: type');
    const check = Object.hasOwn(kinds, type) ? kinds[type] : undefined;
    if (check === undefined) return report(`${at}/type`, `unsupported type: ${type}`);
    check(value, at, report);
  };
}
