import { describe, expect, it } from '@jest/globals';
import { keepAliveBelowIdleTimeout as check } from '../../../src/checks/targets/keep-alive-below-idle-timeout.ts';
import type { ContainerDefinition } from '../../../src/domain/evidence.ts';
import { appLog, container, context, loadBalancerAttributes, service, taskDefinition } from '../../support/evidence.ts';

const answer = (change: Partial<ContainerDefinition>, lines: readonly string[] = [], idle: number | null = 60) =>
  check.run(
    {
      loadBalancerAttributes: loadBalancerAttributes(idle),
      ecsServices: [service()],
      taskDefinitions: [taskDefinition([container(change)])],
      applicationLogs: [appLog(lines)],
    },
    context,
  );

describe('targets/keep-alive-below-idle-timeout', () => {
  it.each([
    ['environment', { environment: { KEEP_ALIVE_TIMEOUT: '5' } }, 5],
    ['environment in milliseconds', { environment: { HTTP_KEEPALIVE_TIMEOUT_MS: '5000' } }, 5],
    ['bare milliseconds', { environment: { KEEP_ALIVE_TIMEOUT: '55000' } }, 55],
    ['gunicorn', { command: ['gunicorn', '-k', 'gthread', '--keep-alive', '2', 'app:app'] }, 2],
    ['uvicorn', { command: ['uvicorn', 'main:app', '--timeout-keep-alive', '30'] }, 30],
    [
      'gunicorn arguments',
      { command: ['gunicorn', 'app:app'], environment: { GUNICORN_CMD_ARGS: '--threads 4 --keep-alive 10' } },
      10,
    ],
    ['Tomcat', { environment: { SERVER_TOMCAT_KEEP_ALIVE_TIMEOUT: '20000' } }, 20],
    ['Java options', { environment: { JAVA_OPTS: '-Dserver.tomcat.keep-alive-timeout=20s' } }, 20],
    ['exactly the idle timeout', { environment: { KEEP_ALIVE_TIMEOUT: '60' } }, 60],
  ])('reads %s', (_name, change, seconds) => {
    expect(answer(change)).toMatchObject({ status: 'seen', args: { seconds, idle: 60 } });
  });

  it('reads what the server prints when it starts', () => {
    expect(answer({}, ['server up: keepAliveTimeout=5000ms headersTimeout=60000ms'])).toMatchObject({
      status: 'seen',
      args: { seconds: 5 },
    });
  });

  it('is silent about a longer one', () => {
    expect(answer({ environment: { KEEP_ALIVE_TIMEOUT: '61' } })).toMatchObject({
      status: 'not-seen',
      args: { seconds: 61 },
    });
  });

  it('compares with the idle timeout that is set', () => {
    expect(answer({ environment: { KEEP_ALIVE_TIMEOUT: '61' } }, [], 4000)).toMatchObject({ status: 'seen' });
  });

  it('leaves keep-alives of other connections aside', () => {
    expect(answer({ environment: { DB_KEEPALIVE_TIMEOUT: '5', REDIS_KEEP_ALIVE: '3' } })).toMatchObject({
      status: 'unknown',
      reason: 'not-found',
    });
  });

  it('says nothing of a server that closes every connection anyway', () => {
    expect(answer({ command: ['gunicorn', '--keep-alive', '2', 'app:app'] })).toMatchObject({ status: 'unknown' });
  });

  it('does not know without the idle timeout', () => {
    expect(answer({ environment: { KEEP_ALIVE_TIMEOUT: '5' } }, [], null)).toMatchObject({ status: 'unknown' });
  });
});
