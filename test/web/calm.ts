import type { Vitals } from '../../src/domain/vitals.ts';

/** Nothing waits, nothing ever happened. */
export const calm: Vitals = {
  outbox: { due: 0, oldestAt: null, failed: 0 },
  jobs: { waiting: 0, running: 0, dead: 0, oldestDueAt: null },
  last: { command: null, action: null, alarm: null, check: null, post: null },
  incidents: { open: 0 },
};
