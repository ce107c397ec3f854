import { describe, expect, it } from '@jest/globals';
import { oneTarget as check } from '../../../src/checks/targets/one-target.ts';
import { accessLog, context, rows } from '../../support/evidence.ts';

const answer = (n: number, on: (index: number) => string) =>
  check.run({ accessLog: accessLog(rows(n, (index) => ({ target: on(index) }))) }, context);

describe('targets/one-target', () => {
  it('speaks when four in five fail on one of three', () => {
    expect(answer(20, (index) => (index < 16 ? '10.0.2.10:3000' : '10.0.1.10:3000'))).toMatchObject({
      status: 'seen',
      args: { target: '10.0.2.10:3000', targets: 3 },
    });
  });

  it('is silent when targets share the failures', () => {
    expect(answer(20, (index) => `10.0.${(index % 3) + 1}.10:3000`)).toMatchObject({ status: 'not-seen' });
  });

  it('does not ask of two targets', () => {
    const byTarget = ['10.0.1.10:3000', '10.0.2.10:3000'].map((key) => ({
      key,
      requests: 100,
      elb502: 10,
      target502: 0,
      other5xx: 0,
    }));

    expect(check.run({ accessLog: accessLog(rows(20), { byTarget }) }, context)).toMatchObject({
      status: 'not-applicable',
    });
  });

  it('does not judge a handful that disagrees', () => {
    expect(answer(4, (index) => `10.0.${(index % 2) + 1}.10:3000`)).toMatchObject({
      status: 'unknown',
      reason: 'too-little-traffic',
    });
  });

  it('counts only the targets of the group that fails', () => {
    const byTarget = [
      { key: '10.0.1.10:3000', requests: 100, elb502: 20, target502: 0, other5xx: 0 },
      { key: '10.0.2.10:3000', requests: 100, elb502: 0, target502: 0, other5xx: 0 },
      { key: '10.0.8.1:8080', requests: 900, elb502: 0, target502: 0, other5xx: 0 },
      { key: '10.0.8.2:8080', requests: 900, elb502: 0, target502: 0, other5xx: 0 },
    ];

    expect(check.run({ accessLog: accessLog(rows(20), { byTarget }) }, context)).toMatchObject({
      status: 'not-applicable',
    });
  });
});
