import { describe, expect, it } from '@jest/globals';
import { onlyNewRevisionFails as check } from '../../../src/checks/ecs/only-new-revision-fails.ts';
import { accessLog, at, context, metrics, revision, rows, stopped, task } from '../../support/evidence.ts';

const old = task({ privateIps: ['10.0.1.10'], taskDefinitionArn: revision(41) });
const fresh = task({ privateIps: ['10.0.2.10'], taskDefinitionArn: revision(42) });
const failed = metrics({ made: 1 });
const failing = (address: (index: number) => string) =>
  accessLog(rows(20, (index) => ({ target: `${address(index)}:3000` })));

describe('ecs/only-new-revision-fails', () => {
  it('speaks when all failures are on the new one', () => {
    const log = failing(() => '10.0.2.10');

    expect(
      check.run({ accessLog: log, ecsTasks: [old, fresh], ecsStoppedTasks: [], metrics: failed }, context),
    ).toMatchObject({
      status: 'seen',
      args: { revision: 42, share: 1 },
    });
  });

  it('is silent when both fail', () => {
    const log = failing((index) => `10.0.${(index % 2) + 1}.10`);

    expect(
      check.run({ accessLog: log, ecsTasks: [old, fresh], ecsStoppedTasks: [], metrics: failed }, context),
    ).toMatchObject({
      status: 'not-seen',
    });
  });

  it('does not ask where one revision served', () => {
    expect(
      check.run(
        { accessLog: failing(() => '10.0.1.10'), ecsTasks: [old], ecsStoppedTasks: [], metrics: failed },
        context,
      ),
    ).toMatchObject({ status: 'not-applicable' });
  });

  it('has nothing to say where nothing fails', () => {
    expect(
      check.run({ accessLog: accessLog([]), ecsTasks: [old, fresh], ecsStoppedTasks: [], metrics: failed }, context),
    ).toMatchObject({ status: 'unknown', reason: 'no-502' });
  });

  it('says nothing where the new revision has replaced the old one before it began', () => {
    const replaced = stopped(5, { privateIps: ['10.0.1.10'], taskDefinitionArn: revision(41) });
    const later = metrics({ made: (minute) => (minute >= 30 ? 5 : 0) });
    const log = accessLog(rows(20, () => ({ target: '10.0.2.10:3000', at: at(40) })));

    expect(
      check.run({ accessLog: log, ecsTasks: [fresh], ecsStoppedTasks: [replaced], metrics: later }, context),
    ).toMatchObject({ status: 'not-applicable' });
  });

  it('leaves the deployment of another service aside', () => {
    const neighbour = task({ service: 'worker', privateIps: ['10.0.3.10'], taskDefinitionArn: revision(99) });

    expect(
      check.run(
        { accessLog: failing(() => '10.0.1.10'), ecsTasks: [old, neighbour], ecsStoppedTasks: [], metrics: failed },
        context,
      ),
    ).toMatchObject({ status: 'not-applicable' });
  });
});
