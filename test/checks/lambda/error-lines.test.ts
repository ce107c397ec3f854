import { describe, expect, it } from '@jest/globals';
import { errorLines as check } from '../../../src/checks/lambda/error-lines.ts';
import { appLog, context, metrics, targetGroup } from '../../support/evidence.ts';
import { during, functionGroup } from '../../support/function-evidence.ts';

const failing = metrics({ made: during(20) });
const answer = (lines: readonly string[], minute = 30) =>
  check.run(
    { applicationLogs: [appLog(lines, { minute })], targetGroups: [functionGroup()], metrics: failing },
    context,
  );

describe('lambda/error-lines', () => {
  it('hears the line, and counts it', () => {
    expect(
      answer(['RequestId: 6f1c4f7e Error: Runtime exited with error: exit status 1\nRuntime.ExitError']),
    ).toMatchObject({ status: 'seen', args: { count: 1 } });
  });

  it.each([
    '2026-11-20T09:30:00.123Z\t6f1c\tERROR\tInvoke Error \t{"errorType":"TypeError","errorMessage":"x is undefined"}',
    '[ERROR] KeyError: \'sku\'\nTraceback (most recent call last):\n  File "/var/task/app.py", line 48, in handler',
    '\'sku\'\n  File "/var/task/app.py", line 48, in handler',
    "[ERROR] Runtime.ImportModuleError: Unable to import module 'app': No module named 'pydantic'",
    'java.lang.NullPointerException: Cannot invoke "Line.sku()" because "line" is null',
  ])('knows the words of each runtime: %s', (line) => {
    expect(answer([line])).toMatchObject({ status: 'seen' });
  });

  it('is silent about lines that mean something else', () => {
    expect(answer(['START RequestId: 6f1c4f7e Version: 12'])).toMatchObject({ status: 'not-seen' });
  });

  it('does not blame a line that is far from the failures', () => {
    expect(
      answer(['RequestId: 6f1c4f7e Error: Runtime exited with error: exit status 1\nRuntime.ExitError'], 2),
    ).toMatchObject({ status: 'unknown', reason: 'ambiguous' });
  });

  it('has nothing to say where no function is a target', () => {
    expect(
      check.run(
        {
          applicationLogs: [
            appLog(['RequestId: 6f1c4f7e Error: Runtime exited with error: exit status 1\nRuntime.ExitError']),
          ],
          targetGroups: [targetGroup()],
          metrics: failing,
        },
        context,
      ),
    ).toMatchObject({ status: 'not-applicable' });
  });
});
