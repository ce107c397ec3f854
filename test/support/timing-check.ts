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
    it('speaks when six in ten are of its kind', () => {
      expect(answer([...rows(12, own), ...rows(8, other)])).toMatchObject({ status: 'seen', args: { rows: 20 } });
    });

    it('is silent when fewer are', () => {
      expect(answer([...rows(11, own), ...rows(9, other)])).toMatchObject({ status: 'not-seen' });
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
