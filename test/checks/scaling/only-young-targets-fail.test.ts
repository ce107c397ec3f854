import { describe, expect, it } from '@jest/globals';
import { onlyYoungTargetsFail as check } from '../../../src/checks/scaling/only-young-targets-fail.ts';
import { accessLog, at, context, rows } from '../../support/evidence.ts';
import { instance, second } from '../../support/machines.ts';

const young = (minute: number) => instance({ launchedAt: at(minute) });
const tasks = { ecsTasks: [], ecsStoppedTasks: [] };
const failing = (minute: number, address = '10.0.1.10', n = 20) =>
  accessLog(rows(n, () => ({ target: `${address}:3000`, at: at(minute, 30) })));

describe('scaling/only-young-targets-fail', () => {
  it('speaks when they are all in the first minutes of a target that serves well afterwards', () => {
    expect(check.run({ accessLog: failing(22), instances: [young(20), second], ...tasks }, context)).toMatchObject({
      status: 'seen',
      args: { share: 1 },
    });
  });

  it('is silent when older targets fail, later, or nobody is young', () => {
    const instances = [young(20), second];

    expect(check.run({ accessLog: failing(22, '10.0.2.10'), instances, ...tasks }, context).status).toBe('not-seen');
    expect(check.run({ accessLog: failing(40), instances, ...tasks }, context).status).toBe('not-seen');
    expect(check.run({ accessLog: failing(22), instances: [second], ...tasks }, context).status).toBe('not-seen');
  });

  it('cannot tell before one of them has grown up, nor without knowing when anything started', () => {
    expect(check.run({ accessLog: failing(56), instances: [young(54), second], ...tasks }, context)).toMatchObject({
      status: 'unknown',
      reason: 'ambiguous',
    });
    expect(check.run({ accessLog: failing(22), instances: [], ...tasks }, context)).toMatchObject({
      status: 'unknown',
      reason: 'empty',
    });
  });
});
