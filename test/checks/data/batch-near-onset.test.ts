import { describe, expect, it } from '@jest/globals';
import { batchNearOnset as check } from '../../../src/checks/data/batch-near-onset.ts';
import { appLog, change, context } from '../../support/evidence.ts';
import { database, event, failing, quiet } from '../../support/stores.ts';

const base = { dataStores: [database()], applicationLogs: [appLog([])], changes: [], metrics: failing };

describe('data/batch-near-onset', () => {
  it('hears of jobs by CloudTrail, of backups by RDS, and of both by the log', () => {
    const backup = database({ events: [event(28, 'Backing up DB instance')] });
    const job = change(28, 'RunTask', { onPath: false });
    const line = appLog(['nightly report job started'], { minute: 28 });

    expect(check.run({ ...base, changes: [job] }, context)).toMatchObject({ status: 'seen', args: { minutes: 2 } });
    expect(check.run({ ...base, dataStores: [backup] }, context)).toMatchObject({ status: 'seen' });
    expect(check.run({ ...base, applicationLogs: [line] }, context)).toMatchObject({ status: 'seen' });
  });

  it('is silent where nothing began, and cannot tell where it could not look everywhere', () => {
    const { applicationLogs: _logs, ...blind } = base;

    expect(check.run(base, context)).toMatchObject({ status: 'not-seen' });
    expect(check.run(blind, context)).toMatchObject({ status: 'unknown', reason: 'not-collected' });
    expect(check.run({ ...base, metrics: quiet }, context)).toMatchObject({ reason: 'no-502' });
  });
});
