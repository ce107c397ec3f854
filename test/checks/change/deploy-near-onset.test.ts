import { describe, expect, it } from '@jest/globals';
import { deployNearOnset as check } from '../../../src/checks/change/deploy-near-onset.ts';
import { at, change, context, deployment, metrics, service } from '../../support/evidence.ts';

const failing = metrics({ made: (minute) => (minute >= 30 ? 20 : 0) });
const deployed = (minute: number) => [service({ deployments: [deployment({ createdAt: at(minute) })] })];

describe('change/deploy-near-onset', () => {
  it('speaks of a deployment up to ten minutes before', () => {
    expect(check.run({ ecsServices: deployed(20), metrics: failing, changes: [] }, context)).toMatchObject({
      status: 'seen',
      args: { minutes: 10 },
    });
    expect(check.run({ ecsServices: deployed(19), metrics: failing, changes: [] }, context)).toMatchObject({
      status: 'not-seen',
    });
  });

  it('is silent about one that came after', () => {
    expect(check.run({ ecsServices: deployed(35), metrics: failing, changes: [] }, context)).toMatchObject({
      status: 'not-seen',
    });
  });

  it('speaks of what somebody started, if it is on the path', () => {
    const base = { ecsServices: [service()], metrics: failing };

    expect(check.run({ ...base, changes: [change(25, 'UpdateService')] }, context)).toMatchObject({ status: 'seen' });
    expect(check.run({ ...base, changes: [change(25, 'UpdateService', { onPath: false })] }, context)).toMatchObject({
      status: 'not-seen',
    });
    expect(
      check.run({ ...base, changes: [change(25, 'UpdateService', { errorCode: 'AccessDenied' })] }, context),
    ).toMatchObject({ status: 'not-seen' });
  });

  it('does not take scaling for a deployment', () => {
    const scaled = change(25, 'UpdateService', { request: { service: 'api', desiredCount: 4 } });

    expect(check.run({ ecsServices: [service()], metrics: failing, changes: [scaled] }, context)).toMatchObject({
      status: 'not-seen',
    });
  });

  it('does not acquit without the trail', () => {
    expect(check.run({ ecsServices: [service()], metrics: failing }, context)).toMatchObject({
      status: 'unknown',
      reason: 'not-collected',
    });
  });

  it('cannot tell when it failed from the start', () => {
    expect(
      check.run({ ecsServices: deployed(20), metrics: metrics({ made: 20 }), changes: [] }, context),
    ).toMatchObject({ status: 'unknown', reason: 'ambiguous' });
  });
});
