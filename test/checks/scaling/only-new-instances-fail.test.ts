import { describe, expect, it } from '@jest/globals';
import { onlyNewInstancesFail as check } from '../../../src/checks/scaling/only-new-instances-fail.ts';
import { accessLog, at, context, metrics, rows } from '../../support/evidence.ts';
import { instance, second } from '../../support/machines.ts';

const fresh = instance({ launchTemplateVersion: '8' });
const made = metrics({ made: (minute) => (minute >= 30 ? 12 : 0) });
const byTarget = ['10.0.1.10:3000', '10.0.2.10:3000'].map((key) => ({
  key,
  requests: 500,
  elb502: 0,
  target502: 0,
  other5xx: 0,
}));
const on = (pick: (index: number) => string, n = 20) =>
  accessLog(
    rows(n, (index) => ({ target: `${pick(index)}:3000`, at: at(31 + (index % 20)) })),
    { byTarget },
  );

describe('scaling/only-new-instances-fail', () => {
  it('speaks when nearly all are on the new version while the old one serves beside it', () => {
    expect(
      check.run({ accessLog: on(() => '10.0.1.10'), instances: [fresh, second], metrics: made }, context),
    ).toMatchObject({ status: 'seen', args: { share: 1, version: '8' } });
  });

  it('is silent when both fail, and where there are no instances', () => {
    const both = on((index) => (index % 2 === 0 ? '10.0.1.10' : '10.0.2.10'));

    expect(check.run({ accessLog: both, instances: [fresh, second], metrics: made }, context).status).toBe('not-seen');
    expect(check.run({ accessLog: both, instances: [], metrics: made }, context).status).toBe('not-seen');
  });

  it('does not ask of one version alone', () => {
    expect(
      check.run({ accessLog: on(() => '10.0.1.10'), instances: [instance(), second], metrics: made }, context).status,
    ).toBe('not-applicable');
  });

  it('cannot tell from a handful', () => {
    expect(
      check.run({ accessLog: on(() => '10.0.1.10', 4), instances: [fresh, second], metrics: made }, context),
    ).toMatchObject({ status: 'unknown', reason: 'too-little-traffic' });
  });
});
