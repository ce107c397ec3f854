import { describe, expect, it } from '@jest/globals';
import { oomLines } from '../../../src/checks/app-log/oom.ts';
import { appLog, context } from '../../support/evidence.ts';
import { describeLineCheck } from '../../support/line-check.ts';

describeLineCheck(oomLines, 'Memory cgroup out of memory: Killed process 4711 (node)');

describe('app-log/oom, gunicorn', () => {
  it('does not believe the guess that gunicorn makes at every SIGKILL', () => {
    const guess = appLog(['Worker (pid:17) was sent SIGKILL! Perhaps out of memory?'], { tag: 'gunicorn.kill' });

    expect(oomLines.run({ applicationLogs: [guess] }, context)).toMatchObject({ status: 'not-seen' });
  });
});
