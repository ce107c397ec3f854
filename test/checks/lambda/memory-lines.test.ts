import { describe, expect, it } from '@jest/globals';
import { memoryLines as check } from '../../../src/checks/lambda/memory-lines.ts';
import { appLog, context, metrics, targetGroup } from '../../support/evidence.ts';
import { during, functionGroup } from '../../support/function-evidence.ts';

const failing = metrics({ made: during(20) });
const answer = (lines: readonly string[], minute = 30) =>
  check.run(
    { applicationLogs: [appLog(lines, { minute })], targetGroups: [functionGroup()], metrics: failing },
    context,
  );

describe('lambda/memory-lines', () => {
  it('hears the line, and counts it', () => {
    expect(answer(['RequestId: 6f1c4f7e Error: Runtime exited with error: signal: killed'])).toMatchObject({
      status: 'seen',
      args: { count: 1 },
    });
  });

  it('is silent about lines that mean something else', () => {
    expect(answer(['REPORT RequestId: 6f1c4f7e Memory Size: 128 MB Max Memory Used: 90 MB'])).toMatchObject({
      status: 'not-seen',
    });
  });

  it('does not blame a line that is far from the failures', () => {
    expect(answer(['RequestId: 6f1c4f7e Error: Runtime exited with error: signal: killed'], 2)).toMatchObject({
      status: 'unknown',
      reason: 'ambiguous',
    });
  });

  it('has nothing to say where no function is a target', () => {
    expect(
      check.run(
        {
          applicationLogs: [appLog(['RequestId: 6f1c4f7e Error: Runtime exited with error: signal: killed'])],
          targetGroups: [targetGroup()],
          metrics: failing,
        },
        context,
      ),
    ).toMatchObject({ status: 'not-applicable' });
  });
});
