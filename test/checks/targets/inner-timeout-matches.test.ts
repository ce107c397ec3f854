import { describe, expect, it } from '@jest/globals';
import { innerTimeoutMatches as check } from '../../../src/checks/targets/inner-timeout-matches.ts';
import type { AccessLogRow, ContainerDefinition } from '../../../src/domain/evidence.ts';
import { accessLog, container, context, rows, service, taskDefinition } from '../../support/evidence.ts';
import { midway, onTimer } from '../../support/timing-check.ts';

const answer = (failures: readonly AccessLogRow[], own: Partial<ContainerDefinition>) =>
  check.run(
    {
      accessLog: accessLog(failures),
      ecsServices: [service()],
      taskDefinitions: [taskDefinition([container(own)])],
    },
    context,
  );

describe('targets/inner-timeout-matches', () => {
  it('finds the setting that requests are cut off by, whatever its unit', () => {
    for (const own of [
      { command: ['gunicorn', 'app', '--timeout', '30'] },
      { environment: { UPSTREAM_TIMEOUT_MS: '30000' } },
      { environment: { HTTP_READ_TIMEOUT: '30s' } },
    ])
      expect(answer(rows(20, onTimer), own)).toMatchObject({ status: 'seen' });
  });

  it('is silent when the limits that are set are others', () => {
    expect(answer(rows(20, onTimer), { environment: { REQUEST_TIMEOUT: '10' } })).toMatchObject({ status: 'not-seen' });
  });

  it('takes no keep-alive and no stop time for a limit of requests', () => {
    const own = { environment: { KEEP_ALIVE_TIMEOUT: '30', SHUTDOWN_TIMEOUT: '30' } };

    expect(answer(rows(20, onTimer), own)).toMatchObject({ status: 'unknown', reason: 'not-found' });
  });

  it('does not apply where failures take all kinds of times', () => {
    expect(answer(rows(20, midway), { environment: { REQUEST_TIMEOUT: '30' } })).toMatchObject({
      status: 'not-applicable',
    });
  });

  it('has nothing to say where nothing fails', () => {
    expect(answer([], {})).toMatchObject({ status: 'unknown', reason: 'no-502' });
  });
});
