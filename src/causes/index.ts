import type { Cause } from '../domain/cause.ts';

export const causes: readonly Cause[] = [];
