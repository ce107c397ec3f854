import { describe, expect, it } from '@jest/globals';
import { requestCapConfigured as check } from '../../../src/checks/targets/request-cap-configured.ts';
import type { ContainerDefinition } from '../../../src/domain/evidence.ts';
import { container, context, service, taskDefinition } from '../../support/evidence.ts';

const answer = (own: Partial<ContainerDefinition>) =>
  check.run({ ecsServices: [service()], taskDefinitions: [taskDefinition([container(own)])] }, context);

describe('targets/request-cap-configured', () => {
  it('speaks of a cap in the environment or on the command line', () => {
    expect(answer({ environment: { SERVER_TOMCAT_MAX_KEEP_ALIVE_REQUESTS: '100' } })).toMatchObject({
      status: 'seen',
      args: { cap: 100 },
    });
    expect(answer({ command: ['nginx', '-g', 'keepalive_requests 1000;'] })).toMatchObject({
      status: 'seen',
      args: { cap: 1000 },
    });
  });

  it('is silent where the cap is lifted', () => {
    expect(answer({ environment: { MAX_KEEPALIVE_REQUESTS: '-1' } })).toMatchObject({ status: 'not-seen' });
    expect(answer({ command: ['httpd', '-c', 'MaxKeepAliveRequests 0'] })).toMatchObject({ status: 'not-seen' });
  });

  it('does not know what no setting tells', () => {
    expect(answer({ environment: { PORT: '3000' } })).toMatchObject({ status: 'unknown', reason: 'not-found' });
  });
});
