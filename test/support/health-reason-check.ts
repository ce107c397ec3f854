import { describe, expect, it } from '@jest/globals';
import type { CheckContext, Observation } from '../../src/domain/check.ts';
import type { EcsService, TargetHealth } from '../../src/domain/evidence.ts';
import { at, context, service, target } from './evidence.ts';

interface ReasonCheck {
  readonly id: string;
  run(
    evidence: { targetHealth: readonly TargetHealth[]; ecsServices?: readonly EcsService[] },
    context: CheckContext,
  ): Observation;
}

/** What every check for the reason of failed health checks promises. */
export function describeReasonCheck(
  check: ReasonCheck,
  own: Partial<TargetHealth>,
  other: Partial<TargetHealth>,
  event: string,
): void {
  const sick = (change: Partial<TargetHealth>) => target({ id: '10.0.1.11', state: 'unhealthy', ...change });
  const answer = (targetHealth: readonly TargetHealth[], ecsServices?: readonly EcsService[]) =>
    check.run({ targetHealth, ...(ecsServices ? { ecsServices } : {}) }, context);

  describe(check.id, () => {
    it('speaks when half of the failed checks failed for this reason', () => {
      expect(answer([target(), sick(own), sick(other)])).toMatchObject({
        status: 'seen',
        args: { count: 1, failed: 2 },
      });
    });

    it('is silent when they failed for another', () => {
      expect(answer([sick(own), sick(other), sick(other)])).toMatchObject({ status: 'not-seen' });
    });

    it('does not ask where none failed', () => {
      expect(answer([target()])).toMatchObject({ status: 'not-applicable' });
    });

    it('reads the reason out of what ECS wrote down', () => {
      const told = service({ events: [{ at: at(20), message: event }] });

      expect(answer([target()], [told])).toMatchObject({ status: 'seen', facts: [expect.stringContaining(event)] });
    });

    it('leaves events before the window aside', () => {
      const told = service({ events: [{ at: '2026-11-19T08:00:00.000Z', message: event }] });

      expect(answer([target()], [told])).toMatchObject({ status: 'not-applicable' });
    });

    it('cannot tell without targets', () => {
      expect(answer([])).toMatchObject({ status: 'unknown', reason: 'empty' });
    });
  });
}
