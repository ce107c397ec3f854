import { describe, expect, it } from '@jest/globals';
import { shutdownLines } from '../../../src/checks/app-log/shutdown.ts';
import { appLog, context, metrics, service, taskDefinition } from '../../support/evidence.ts';
import { describeLineCheck } from '../../support/line-check.ts';

const whose = { ecsServices: [service()], taskDefinitions: [taskDefinition()] };

describeLineCheck(
  { ...shutdownLines, run: (evidence, where) => shutdownLines.run({ ...whose, ...evidence }, where) },
  '[INFO] Handling signal: term',
);

describe('app-log/shutdown without the services', () => {
  it('takes no silence for an absence: whose logs they are is not known', () => {
    const quiet = { applicationLogs: [appLog(['GET /api/items 200 12ms'])], metrics: metrics({ made: () => 20 }) };

    expect(shutdownLines.run(quiet, context)).toMatchObject({ status: 'unknown', reason: 'not-collected' });
  });
});
