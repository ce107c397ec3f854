import { describe, expect, it } from '@jest/globals';
import { databaseInterrupted as check } from '../../../src/checks/data/database-interrupted.ts';
import { appLog, context } from '../../support/evidence.ts';
import { database, event, failing, quiet } from '../../support/stores.ts';

const told = 'Multi-AZ instance failover started.';
const answer = (minute: number, message = told, metrics = failing) =>
  check.run({ dataStores: [database({ events: [event(minute, message)] })], metrics }, context);

describe('data/database-interrupted', () => {
  it('speaks of an interruption as the failures begin, in its own words', () => {
    expect(answer(30)).toMatchObject({ status: 'seen', facts: [expect.stringContaining(told)] });
  });

  it('is silent about what means nothing, and about what happened long before', () => {
    expect(answer(30, 'Finished DB Instance backup')).toMatchObject({ status: 'not-seen' });
    expect(answer(3)).toMatchObject({ status: 'not-seen' });
  });

  it('takes a restart in the middle of the failures for a remedy', () => {
    expect(answer(37)).toMatchObject({ status: 'not-seen' });
  });

  it('has nothing to say where nothing fails', () => {
    expect(answer(30, told, quiet)).toMatchObject({ status: 'unknown', reason: 'no-502' });
  });

  it('knows by a line of the log which of several it is', () => {
    const near = [
      database({ onPath: 'near', id: 'a', endpoints: [{ host: 'a.example.com', port: 1 }], events: [event(30, told)] }),
      database({ onPath: 'near', id: 'b', endpoints: [{ host: 'b.example.com', port: 1 }] }),
    ];
    const run = (host: string) =>
      check.run({ dataStores: near, metrics: failing, applicationLogs: [appLog([`timeout: ${host}`])] }, context);

    expect(run('a.example.com')).toMatchObject({ status: 'seen' });
    expect(run('b.example.com')).toMatchObject({ status: 'not-seen' });
    expect(check.run({ dataStores: near, metrics: failing }, context)).toMatchObject({ status: 'unknown' });
  });
});
