import { describe, expect, it } from '@jest/globals';
import { onlyLeavingTasksFail as check } from '../../../src/checks/ecs/only-leaving-tasks-fail.ts';
import { accessLog, at, context, metrics, rows, stopped } from '../../support/evidence.ts';

const leaving = stopped(30, { privateIps: ['10.0.1.10'] });
const failing = (address: string, minute = 30, n = 12) =>
  accessLog(rows(n, () => ({ target: `${address}:3000`, at: at(minute, 10) })));
const counted = metrics({ made: (minute) => (minute === 30 ? 12 : 0) });

describe('ecs/only-leaving-tasks-fail', () => {
  it('speaks when the failing requests went to the task that was leaving', () => {
    expect(check.run({ accessLog: failing('10.0.1.10'), ecsStoppedTasks: [leaving] }, context)).toMatchObject({
      status: 'seen',
      args: { count: 12, rows: 12 },
    });
  });

  const mixed = (gone: number, others: number) =>
    accessLog([
      ...rows(gone, () => ({ target: '10.0.1.10:3000', at: at(30, 10) })),
      ...rows(others, () => ({ target: '10.0.2.10:3000', at: at(30, 10) })),
    ]);

  it('speaks when four in ten went there: a second fault may make the others', () => {
    expect(check.run({ accessLog: mixed(8, 12), ecsStoppedTasks: [leaving] }, context)).toMatchObject({
      status: 'seen',
    });
  });

  it('rules nothing out while enough of them went there', () => {
    const answer = check.run({ accessLog: mixed(4, 16), ecsStoppedTasks: [leaving], metrics: counted }, context);

    expect(answer).toMatchObject({ status: 'unknown', reason: 'ambiguous' });
  });

  it('is silent when they went to others', () => {
    expect(
      check.run({ accessLog: failing('10.0.2.10'), ecsStoppedTasks: [leaving], metrics: counted }, context),
    ).toMatchObject({ status: 'not-seen' });
  });

  it('is silent when they came long before it left', () => {
    expect(
      check.run({ accessLog: failing('10.0.1.10', 5), ecsStoppedTasks: [leaving], metrics: counted }, context),
    ).toMatchObject({ status: 'not-seen' });
  });

  it('cannot tell when ECS no longer knows the address', () => {
    const nameless = stopped(30, { privateIps: [] });

    expect(
      check.run({ accessLog: failing('10.0.2.10'), ecsStoppedTasks: [nameless], metrics: counted }, context),
    ).toMatchObject({ status: 'unknown' });
  });

  it('has nothing to say where the load balancer made no 502', () => {
    expect(check.run({ accessLog: accessLog([]), ecsStoppedTasks: [leaving] }, context)).toMatchObject({
      status: 'unknown',
      reason: 'no-502',
    });
  });
});
