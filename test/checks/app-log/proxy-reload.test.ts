import { describe, expect, it } from '@jest/globals';
import { proxyReloadLines as check } from '../../../src/checks/app-log/proxy-reload.ts';
import type { ApplicationLog } from '../../../src/domain/evidence.ts';
import { appLog, context } from '../../support/evidence.ts';

const answer = (...applicationLogs: readonly ApplicationLog[]) => check.run({ applicationLogs }, context);

describe('app-log/proxy-reload', () => {
  it.each([
    '2026/11/20 09:30:00 [notice] 1#1: signal 1 (SIGHUP) received from 77, reconfiguring',
    '[mpm_event:notice] AH00493: SIGUSR1 received.  Doing graceful restart',
    '[NOTICE]   (1) : Reexecuting Master process',
    'Backend successfully reloaded',
  ])('speaks of %s', (line) => {
    expect(answer(appLog([line]))).toMatchObject({ status: 'seen' });
  });

  it('is silent when lines were read and none of them tells of a reload', () => {
    expect(answer(appLog(['GET /reload-basket 200', 'listening on 3000']))).toMatchObject({ status: 'not-seen' });
  });

  it('does not know where no line was read', () => {
    expect(answer()).toMatchObject({ status: 'unknown' });
  });
});
