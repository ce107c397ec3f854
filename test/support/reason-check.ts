import { describe, expect, it } from '@jest/globals';
import type { CheckContext, Observation } from '../../src/domain/check.ts';
import type { AccessLog, TargetGroup } from '../../src/domain/evidence.ts';
import { accessLog, context, row, targetGroup } from './evidence.ts';
import { functionGroup, seatsGroupArn } from './function-evidence.ts';

interface ReasonCheck {
  readonly id: string;
  run(evidence: { accessLog: AccessLog; targetGroups?: readonly TargetGroup[] }, context: CheckContext): Observation;
}

/** What every check for a reason in the access log promises. `others` are words of Lambda that mean something else. */
export function describeReasonCheck(check: ReasonCheck, reasons: readonly string[], others: readonly string[]): void {
  const failing = (count: number) =>
    Array.from({ length: count }, () => row({ target: null, targetGroupArn: seatsGroupArn, responseSeconds: 0 }));
  const answer = (counts: Readonly<Record<string, number>>, groups: readonly TargetGroup[] = [functionGroup()]) => {
    const errorReasons = Object.entries(counts).map(([reason, count]) => ({ reason, count }));
    const log = accessLog(failing(30), { errorReasons });
    return check.run({ accessLog: log, targetGroups: groups }, context);
  };

  describe(check.id, () => {
    it.each(reasons)('hears %s and counts it', (reason) => {
      expect(answer({ [reason]: 30 })).toMatchObject({ status: 'seen', args: { count: 30, reason } });
    });

    it.each(others)('does not take %s for it', (reason) => {
      expect(answer({ [reason]: 30 })).toMatchObject({ status: 'not-seen', args: { count: 0 } });
    });

    it('hears a second fault beside a larger one', () => {
      expect(answer({ [reasons[0] ?? '']: 20, [others[0] ?? '']: 100 })).toMatchObject({ status: 'seen' });
    });

    it('neither sees nor rules out a few strays of many', () => {
      expect(answer({ [reasons[0] ?? '']: 4, [others[0] ?? '']: 900 })).toMatchObject({
        status: 'unknown',
        reason: 'ambiguous',
      });
    });

    it('knows nothing where nothing failed', () => {
      expect(check.run({ accessLog: accessLog([]), targetGroups: [functionGroup()] }, context)).toMatchObject({
        status: 'unknown',
        reason: 'no-502',
      });
    });

    it('has nothing to say where no function is a target', () => {
      expect(answer({}, [targetGroup()])).toMatchObject({ status: 'not-applicable' });
    });
  });
}
