import { describe, expect, it } from '@jest/globals';
import type { CheckContext, Observation } from '../../src/domain/check.ts';
import type { AccessLog, AccessLogRow } from '../../src/domain/evidence.ts';
import { accessLog, context, rows } from './evidence.ts';

interface TimingCheck {
  readonly id: string;
  run(evidence: { accessLog: AccessLog }, context: CheckContext): Observation;
}

type Shape = (index: number) => Partial<AccessLogRow>;

/** What every check for the way a request was cut off promises. `own` makes rows of its kind, `other` of another. */
export function describeTimingCheck(check: TimingCheck, own: Shape, other: Shape): void {
  const answer = (failures: readonly AccessLogRow[]) => check.run({ accessLog: accessLog(failures) }, context);

  describe(check.id, () => {
    it('speaks when four in ten are of its kind: faults may be mixed', () => {
      expect(answer([...rows(8, own), ...rows(12, other)])).toMatchObject({
        status: 'seen',
        args: { rows: 20, count: 8 },
      });
    });

    it('is silent when one in twenty or fewer are', () => {
      expect(answer([...rows(2, own), ...rows(38, other)])).toMatchObject({ status: 'not-seen' });
    });

    it('rules nothing out while enough of its kind are there for a second fault', () => {
      expect(answer([...rows(4, own), ...rows(16, other)])).toMatchObject({ status: 'unknown', reason: 'ambiguous' });
    });

    it('speaks of three rows when all agree', () => {
      expect(answer(rows(3, own))).toMatchObject({ status: 'seen', args: { rows: 3 } });
    });

    it('rules nothing out with few rows', () => {
      expect(answer(rows(4, other))).toMatchObject({ status: 'unknown', reason: 'too-little-traffic' });
    });

    it('does not judge two rows', () => {
      expect(answer(rows(2, own))).toMatchObject({ status: 'unknown', reason: 'too-little-traffic' });
    });

    it('has nothing to say where the load balancer made no 502', () => {
      expect(answer([])).toMatchObject({ status: 'unknown', reason: 'no-502' });
    });
  });
}

export const refused: Shape = () => ({ requestSeconds: null, targetSeconds: null });
export const atOnce: Shape = () => ({ targetSeconds: 0.002 });
export const midway: Shape = (index) => ({ targetSeconds: 0.2 + index * 0.4 });
export const onTimer: Shape = (index) => ({ targetSeconds: 30 + (index % 3) * 0.2 });
