import { describe, expect, it } from '@jest/globals';
import { defaultKeepAliveBelowIdleTimeout as check } from '../../../src/checks/targets/default-keep-alive-below-idle-timeout.ts';
import type { ContainerDefinition } from '../../../src/domain/evidence.ts';
import { appLog, container, context, loadBalancerAttributes, service, taskDefinition } from '../../support/evidence.ts';

const answer = (change: Partial<ContainerDefinition>, lines: readonly string[] = []) =>
  check.run(
    {
      loadBalancerAttributes: loadBalancerAttributes(60),
      ecsServices: [service()],
      taskDefinitions: [taskDefinition([container(change)])],
      applicationLogs: [appLog(lines)],
    },
    context,
  );

describe('targets/default-keep-alive-below-idle-timeout', () => {
  it.each([
    ['Node by its command', { command: ['node', 'server.js'] }, 'node', 5],
    ['Node by its image', { image: 'node:22-slim' }, 'node', 5],
    ['Apache by its image', { image: 'httpd:2.4' }, 'apache', 5],
    ['gunicorn with threads', { command: ['gunicorn', '--threads', '4', 'app:app'] }, 'gunicorn', 2],
    ['Puma 6', { command: ['bundle', 'exec', 'puma'], environment: { PUMA_VERSION: '6.4.2' } }, 'puma', 20],
    ['Spring Boot at the edge', { image: 'spring-boot-app:1' }, 'spring-boot', 60],
  ])('knows %s', (_name, change, server, seconds) => {
    expect(answer(change)).toMatchObject({ status: 'seen', args: { server, seconds } });
  });

  it.each([
    ['nginx', { image: 'nginx:1.27' }],
    ['Kestrel', { command: ['dotnet', 'Shop.dll'] }],
    ['Puma 7', { command: ['puma'], environment: { PUMA_VERSION: '7.0.1' } }],
    ['gunicorn’s sync worker, which keeps no connection', { command: ['gunicorn', 'app:app'] }],
  ])('acquits %s', (_name, change) => {
    expect(answer(change)).toMatchObject({ status: 'not-seen' });
  });

  it('reads the version from the start banner', () => {
    expect(answer({ command: ['puma'] }, ['* Puma version: 5.6.4 (ruby 3.1)'])).toMatchObject({
      status: 'seen',
      args: { seconds: 20 },
    });
  });

  it('does not guess where the version decides and is not known', () => {
    expect(answer({ command: ['puma'] })).toMatchObject({ status: 'unknown', reason: 'not-found' });
  });

  it('does not ask where the value is set', () => {
    expect(answer({ command: ['node', 'server.js'], environment: { KEEP_ALIVE_TIMEOUT: '65' } })).toMatchObject({
      status: 'not-applicable',
    });
  });

  it('does not know a server that it does not recognise', () => {
    expect(answer({ command: ['/app/shop'] })).toMatchObject({ status: 'unknown', reason: 'not-found' });
  });
});
