import { describe, expect, it } from '@jest/globals';
import { stopTimeoutShort as check } from '../../../src/checks/ecs/stop-timeout-short.ts';
import { accessLog, container, context, metrics, series, service, taskDefinition } from '../../support/evidence.ts';

const slow = (seconds: number) => metrics({ extra: [series('TargetResponseTime', seconds, { stat: 'Maximum' })] });
const base = { ecsServices: [service()], taskDefinitions: [taskDefinition()] };

describe('ecs/stop-timeout-short', () => {
  it('speaks when requests outlast the 30 s that ECS gives unless told otherwise', () => {
    expect(check.run({ ...base, metrics: slow(31) }, context)).toMatchObject({
      status: 'seen',
      args: { timeout: 30, longest: 31 },
    });
  });

  it('goes by the task definition', () => {
    const patient = [taskDefinition([container({ stopTimeoutSeconds: 120 })])];

    expect(
      check.run({ ...base, taskDefinitions: patient, metrics: slow(31), accessLog: accessLog([]) }, context),
    ).toMatchObject({ status: 'not-seen' });
  });

  it('does not acquit without the log, which alone times what was cut off', () => {
    expect(check.run({ ...base, metrics: slow(10) }, context)).toMatchObject({ status: 'unknown' });
  });
});
