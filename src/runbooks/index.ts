import type { Runbook } from '../domain/runbook.ts';

export const runbooks: readonly Runbook[] = [];
