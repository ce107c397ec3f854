import { describe, expect, it } from '@jest/globals';
import { oneZone as check } from '../../../src/checks/targets/one-zone.ts';
import { accessLog, context, rows, stopped, target } from '../../support/evidence.ts';

const targetHealth = [
  target({ id: '10.0.1.10', zone: 'eu-west-1a' }),
  target({ id: '10.0.2.10', zone: 'eu-west-1b' }),
  target({ id: '10.0.3.10', zone: 'eu-west-1a' }),
];
const on = (address: (index: number) => string) =>
  accessLog(rows(20, (index) => ({ target: `${address(index)}:3000` })));

describe('targets/one-zone', () => {
  it('speaks when all failures are in one zone', () => {
    expect(check.run({ accessLog: on(() => '10.0.2.10'), targetHealth }, context)).toMatchObject({
      status: 'seen',
      args: { zone: 'eu-west-1b', zones: 2 },
    });
  });

  it('is silent when zones share them', () => {
    expect(check.run({ accessLog: on((index) => `10.0.${(index % 2) + 1}.10`), targetHealth }, context)).toMatchObject({
      status: 'not-seen',
    });
  });

  it('knows the zone of a task that is gone', () => {
    const gone = stopped(10, { privateIps: ['10.0.9.9'], zone: 'eu-west-1b' });

    expect(
      check.run({ accessLog: on(() => '10.0.9.9'), targetHealth, ecsStoppedTasks: [gone] }, context),
    ).toMatchObject({
      status: 'seen',
      args: { zone: 'eu-west-1b' },
    });
  });

  it('cannot tell when the failing targets have no known zone', () => {
    expect(check.run({ accessLog: on(() => '10.0.9.9'), targetHealth }, context)).toMatchObject({ status: 'unknown' });
  });

  it('does not ask in one zone', () => {
    const single = targetHealth.map((one) => ({ ...one, zone: 'eu-west-1a' }));

    expect(check.run({ accessLog: on(() => '10.0.2.10'), targetHealth: single }, context)).toMatchObject({
      status: 'not-applicable',
    });
  });
});
