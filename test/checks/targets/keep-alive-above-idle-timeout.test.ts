import { describe, expect, it } from '@jest/globals';
import { keepAliveAboveIdleTimeout as check } from '../../../src/checks/targets/keep-alive-above-idle-timeout.ts';
import type { ContainerDefinition } from '../../../src/domain/evidence.ts';
import { container, context, loadBalancerAttributes, service, taskDefinition } from '../../support/evidence.ts';

const answer = (change: Partial<ContainerDefinition>) =>
  check.run(
    {
      loadBalancerAttributes: loadBalancerAttributes(60),
      ecsServices: [service()],
      taskDefinitions: [taskDefinition([container(change)])],
    },
    context,
  );

describe('targets/keep-alive-above-idle-timeout', () => {
  it('speaks from five seconds above on', () => {
    expect(answer({ environment: { KEEP_ALIVE_TIMEOUT: '65' } })).toMatchObject({ status: 'seen' });
    expect(answer({ environment: { KEEP_ALIVE_TIMEOUT: '64' } })).toMatchObject({ status: 'not-seen' });
  });

  it('speaks of a server that keeps no connection', () => {
    expect(answer({ command: ['gunicorn', 'app:app'] })).toMatchObject({ status: 'seen' });
  });

  it('does not acquit by a default, which code may have changed', () => {
    expect(answer({ command: ['dotnet', 'Shop.dll'] })).toMatchObject({ status: 'unknown' });
  });

  it('is silent where the default is short', () => {
    expect(answer({ command: ['node', 'server.js'] })).toMatchObject({ status: 'not-seen' });
  });

  it('does not know a server that it does not recognise', () => {
    expect(answer({ command: ['/app/shop'] })).toMatchObject({ status: 'unknown', reason: 'not-found' });
  });
});
