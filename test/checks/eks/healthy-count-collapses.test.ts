import { describe, expect, it } from '@jest/globals';
import { healthyCountCollapses as check } from '../../../src/checks/eks/healthy-count-collapses.ts';
import { context, groupSeries, metrics } from '../../support/evidence.ts';
import { podGroup } from '../../support/pod-evidence.ts';

const base = { targetGroups: [podGroup()], ecsServices: [] };
const withHealthy = (least: number) =>
  metrics({
    made: (minute) => (minute === 30 ? 40 : 0),
    extra: [groupSeries('HealthyHostCount', 'Minimum', (minute) => (minute === 30 ? least : 4), true)],
  });

describe('eks/healthy-count-collapses', () => {
  it('sees that hardly a target was healthy when requests failed', () => {
    expect(check.run({ ...base, metrics: withHealthy(0) }, context)).toMatchObject({
      status: 'seen',
      args: { least: 0, usual: 4 },
    });
  });

  it('is ruled out where all stayed healthy', () => {
    expect(check.run({ ...base, metrics: withHealthy(4) }, context)).toMatchObject({ status: 'not-seen' });
  });

  it('does not decide by one that is missing', () => {
    expect(check.run({ ...base, metrics: withHealthy(2) }, context)).toMatchObject({
      status: 'unknown',
      reason: 'ambiguous',
    });
  });

  it('knows nothing where healthy targets were not counted', () => {
    const uncounted = metrics({ made: (minute) => (minute === 30 ? 40 : 0) });

    expect(check.run({ ...base, metrics: uncounted }, context)).toMatchObject({
      status: 'unknown',
      reason: 'not-collected',
    });
  });
});
