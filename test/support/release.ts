import type { Deployment } from '../../src/domain/evidence.ts';
import { at } from './evidence.ts';

/** A release of the shop's stack that began five minutes before minute 30. */
export function release(change: Partial<Deployment> = {}): Deployment {
  return {
    by: 'cloudformation',
    id: 'u1',
    what: 'shop',
    startedAt: at(25),
    endedAt: at(29),
    status: 'UPDATE_COMPLETE',
    failed: false,
    rolledBack: false,
    reason: null,
    initiator: null,
    resources: [],
    onPath: true,
    ...change,
  };
}
