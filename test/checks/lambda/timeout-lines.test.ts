import { describe, expect, it } from '@jest/globals';
import { timeoutLines as check } from '../../../src/checks/lambda/timeout-lines.ts';
import { appLog, context, metrics, targetGroup } from '../../support/evidence.ts';
import { during, functionGroup } from '../../support/function-evidence.ts';

const failing = metrics({ made: during(20) });
const answer = (lines: readonly string[], minute = 30) =>
  check.run(
    { applicationLogs: [appLog(lines, { minute })], targetGroups: [functionGroup()], metrics: failing },
    context,
  );

describe('lambda/timeout-lines', () => {
  it('hears the line, and counts it', () => {
    expect(
      answer(['2026-11-20T09:30:00.123Z 6f1c4f7e-2c1d-4b7a-9d2c-1f0c8f1f3a55 Task timed out after 3.00 seconds']),
    ).toMatchObject({ status: 'seen', args: { count: 1 } });
  });

  it('is silent about lines that mean something else', () => {
    expect(answer(['Task completed after 3.00 seconds'])).toMatchObject({ status: 'not-seen' });
  });

  it('does not blame a line that is far from the failures', () => {
    expect(
      answer(['2026-11-20T09:30:00.123Z 6f1c4f7e-2c1d-4b7a-9d2c-1f0c8f1f3a55 Task timed out after 3.00 seconds'], 2),
    ).toMatchObject({ status: 'unknown', reason: 'ambiguous' });
  });

  it('has nothing to say where no function is a target', () => {
    expect(
      check.run(
        {
          applicationLogs: [
            appLog(['2026-11-20T09:30:00.123Z 6f1c4f7e-2c1d-4b7a-9d2c-1f0c8f1f3a55 Task timed out after 3.00 seconds']),
          ],
          targetGroups: [targetGroup()],
          metrics: failing,
        },
        context,
      ),
    ).toMatchObject({ status: 'not-applicable' });
  });
});
