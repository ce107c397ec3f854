import { describe, expect, it } from '@jest/globals';
import { deregistrationDelayShort as check } from '../../../src/checks/targets/deregistration-delay-short.ts';
import { accessLog, context, metrics, series, targetGroup } from '../../support/evidence.ts';

const slow = (seconds: number) => metrics({ extra: [series('TargetResponseTime', seconds, { stat: 'Maximum' })] });
const group = [targetGroup({ deregistrationDelaySeconds: 30 })];

describe('targets/deregistration-delay-short', () => {
  it('speaks when requests last as long as the delay', () => {
    expect(check.run({ targetGroups: group, metrics: slow(27) }, context)).toMatchObject({
      status: 'seen',
      args: { delay: 30, longest: 27 },
    });
  });

  it('is silent when they are shorter', () => {
    expect(check.run({ targetGroups: group, metrics: slow(26), accessLog: accessLog([]) }, context)).toMatchObject({
      status: 'not-seen',
    });
  });

  it('does not acquit without the log, which alone times what was cut off', () => {
    expect(check.run({ targetGroups: group, metrics: slow(26) }, context)).toMatchObject({ status: 'unknown' });
  });

  it('does not know without any measured time', () => {
    expect(check.run({ targetGroups: group, metrics: metrics() }, context)).toMatchObject({ status: 'unknown' });
  });
});
