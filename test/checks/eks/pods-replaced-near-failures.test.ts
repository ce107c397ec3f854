import { describe, expect, it } from '@jest/globals';
import { podsReplacedNearFailures as check } from '../../../src/checks/eks/pods-replaced-near-failures.ts';
import { context, metrics } from '../../support/evidence.ts';
import { move, podGroup } from '../../support/pod-evidence.ts';

const base = { targetGroups: [podGroup()], ecsServices: [] };
const bursts = metrics({ made: (minute) => ([12, 34].includes(minute) ? 40 : 0) });
const changes = [move(12, 'DeregisterTargets', '10.0.1.10'), move(34, 'RegisterTargets', '10.0.1.11')];

describe('eks/pods-replaced-near-failures', () => {
  it('sees failures that come with targets being replaced', () => {
    expect(check.run({ ...base, changes, metrics: bursts }, context)).toMatchObject({
      status: 'seen',
      args: { share: 1, moves: 2 },
    });
  });

  it('is ruled out by failures at other times', () => {
    const later = metrics({ made: (minute) => (minute === 50 ? 40 : 0) });

    expect(check.run({ ...base, changes, metrics: later }, context)).toMatchObject({ status: 'not-seen' });
  });

  it('proves nothing where pods come and go all the time', () => {
    const always = Array.from({ length: 30 }, (_, i) => move(2 * i, 'RegisterTargets', `10.0.2.${i}`));

    expect(check.run({ ...base, changes: always, metrics: bursts }, context)).toMatchObject({
      status: 'unknown',
      reason: 'ambiguous',
    });
  });

  it('does not decide by a failure or two', () => {
    const few = metrics({ made: (minute) => (minute === 12 ? 1 : 0) });

    expect(check.run({ ...base, changes, metrics: few }, context)).toMatchObject({
      status: 'unknown',
      reason: 'too-little-traffic',
    });
  });
});
