import { describe, expect, it } from '@jest/globals';
import type { CheckContext, Observation } from '../../src/domain/check.ts';
import type { ApplicationLog, Metrics } from '../../src/domain/evidence.ts';
import { appLog, context, metrics } from './evidence.ts';

interface LineCheck {
  readonly id: string;
  run(evidence: { applicationLogs: readonly ApplicationLog[]; metrics?: Metrics }, context: CheckContext): Observation;
}

/** What every check for log lines promises: `sample` is a line as the server really writes it. */
export function describeLineCheck(check: LineCheck, sample: string): void {
  const failing = metrics({ made: (minute) => (minute >= 28 && minute <= 32 ? 20 : 0) });
  const answer = (logs: readonly ApplicationLog[], seen?: Metrics) =>
    check.run({ applicationLogs: logs, ...(seen ? { metrics: seen } : {}) }, context);

  describe(check.id, () => {
    it('hears the line, counts it and shows it', () => {
      const observation = answer([appLog([sample])], failing);

      expect(observation).toMatchObject({ status: 'seen', args: { count: 1 } });
      expect(observation).toHaveProperty('facts', [expect.stringContaining(sample)]);
    });

    it('is silent about lines that mean something else', () => {
      expect(answer([appLog(['GET /api/items 200 12ms'])], failing)).toMatchObject({ status: 'not-seen' });
    });

    it('does not call an empty log silence', () => {
      expect(answer([appLog([], { lines: 0 })], failing)).toMatchObject({ status: 'unknown', reason: 'empty' });
    });

    it('does not blame a line that is far from the failures', () => {
      const observation = answer([appLog([sample], { minute: 2 })], failing);

      expect(observation).toMatchObject({ status: 'unknown', reason: 'ambiguous' });
    });

    it('hears the line without metrics too', () => {
      expect(answer([appLog([sample])])).toMatchObject({ status: 'seen' });
    });
  });
}
