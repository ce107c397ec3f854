import { describe, expect, it } from '@jest/globals';
import { targetsUnhealthy as check } from '../../../src/checks/targets/unhealthy.ts';
import { context, groupSeries, metrics, target } from '../../support/evidence.ts';

const healthy = metrics({ made: 2, extra: [groupSeries('UnHealthyHostCount', 'Minimum', 0, true)] });

describe('targets/unhealthy', () => {
  it('speaks of what is unhealthy now, with its reason', () => {
    const sick = target({ id: '10.0.1.11', state: 'unhealthy', reason: 'Target.Timeout' });

    expect(check.run({ targetHealth: [target(), sick], metrics: healthy }, context)).toMatchObject({
      status: 'seen',
      args: { now: 1, total: 2 },
      facts: [expect.stringContaining('Target.Timeout')],
    });
  });

  it('speaks of what was unhealthy around the failures', () => {
    const was = metrics({
      made: (minute) => (minute === 30 ? 50 : 0),
      extra: [groupSeries('UnHealthyHostCount', 'Minimum', (minute) => (minute === 33 ? 1 : 0), true)],
    });

    expect(check.run({ targetHealth: [target()], metrics: was }, context)).toMatchObject({
      status: 'seen',
      args: { minutes: 1 },
    });
  });

  it('leaves illness of another hour aside', () => {
    const was = metrics({
      made: (minute) => (minute === 50 ? 50 : 0),
      extra: [groupSeries('UnHealthyHostCount', 'Minimum', (minute) => (minute === 5 ? 1 : 0), true)],
    });

    expect(check.run({ targetHealth: [target()], metrics: was }, context)).toMatchObject({ status: 'not-seen' });
  });

  it('does not count a draining target as ill', () => {
    const draining = target({ id: '10.0.1.12', state: 'draining' });

    expect(check.run({ targetHealth: [target(), draining], metrics: healthy }, context)).toMatchObject({
      status: 'not-seen',
      args: { total: 1 },
    });
  });

  it('does not take health now for health then', () => {
    expect(check.run({ targetHealth: [target()], metrics: metrics({ made: 2 }) }, context)).toMatchObject({
      status: 'unknown',
    });
  });
});
