import { describe, expect, it } from '@jest/globals';
import { onlyNewRevisionFails as check } from '../../../src/checks/ecs/only-new-revision-fails.ts';
import { accessLog, context, revision, rows, task } from '../../support/evidence.ts';

const old = task({ privateIps: ['10.0.1.10'], taskDefinitionArn: revision(41) });
const fresh = task({ privateIps: ['10.0.2.10'], taskDefinitionArn: revision(42) });
const failing = (address: (index: number) => string) =>
  accessLog(rows(20, (index) => ({ target: `${address(index)}:3000` })));

describe('ecs/only-new-revision-fails', () => {
  it('speaks when all failures are on the new one', () => {
    const log = failing(() => '10.0.2.10');

    expect(check.run({ accessLog: log, ecsTasks: [old, fresh], ecsStoppedTasks: [] }, context)).toMatchObject({
      status: 'seen',
      args: { revision: 42, share: 1 },
    });
  });

  it('is silent when both fail', () => {
    const log = failing((index) => `10.0.${(index % 2) + 1}.10`);

    expect(check.run({ accessLog: log, ecsTasks: [old, fresh], ecsStoppedTasks: [] }, context)).toMatchObject({
      status: 'not-seen',
    });
  });

  it('does not ask where one revision served', () => {
    expect(
      check.run({ accessLog: failing(() => '10.0.1.10'), ecsTasks: [old], ecsStoppedTasks: [] }, context),
    ).toMatchObject({ status: 'not-applicable' });
  });

  it('has nothing to say where nothing fails', () => {
    expect(check.run({ accessLog: accessLog([]), ecsTasks: [old, fresh], ecsStoppedTasks: [] }, context)).toMatchObject(
      { status: 'unknown', reason: 'no-502' },
    );
  });
});
