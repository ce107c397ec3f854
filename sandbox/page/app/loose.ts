import type { Json } from './model.ts';

/** Reading of blocks as they came: a wrong type reads as absent. */
export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function objects(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

export function str(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The text of a text object. */
export function textOf(value: unknown): string {
  return isObject(value) ? str(value.text) : '';
}
