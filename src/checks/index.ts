import type { AnyCheck } from '../domain/check.ts';

export const checks: readonly AnyCheck[] = [];
