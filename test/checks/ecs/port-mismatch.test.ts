import { describe, expect, it } from '@jest/globals';
import { portMismatch as check } from '../../../src/checks/ecs/port-mismatch.ts';
import type { ContainerDefinition } from '../../../src/domain/evidence.ts';
import { appLog, container, context, service, taskDefinition } from '../../support/evidence.ts';

const answer = (change: Partial<ContainerDefinition>, lines: readonly string[] = []) =>
  check.run(
    {
      ecsServices: [service()],
      taskDefinitions: [taskDefinition([container(change)])],
      applicationLogs: [appLog(lines)],
    },
    context,
  );

describe('ecs/port-mismatch', () => {
  it.each([
    ['Express server listening on port 8080', 8080],
    ['INFO: Uvicorn running on http://0.0.0.0:8000 (Press CTRL+C to quit)', 8000],
    ['Tomcat started on port(s): 8080 (http)', 8080],
    ['Now listening on: http://[::]:8080', 8080],
    ['* Listening on http://0.0.0.0:9292', 9292],
  ])('hears "%s"', (line, port) => {
    expect(answer({}, [line])).toMatchObject({ status: 'seen', args: { expected: 3000, listening: String(port) } });
  });

  it('reads the environment', () => {
    expect(answer({ environment: { PORT: '8080' } })).toMatchObject({ status: 'seen', args: { via: 'PORT=8080' } });
  });

  it('reads the command', () => {
    expect(answer({ command: ['gunicorn', '--bind', '0.0.0.0:8000', 'app:app'] })).toMatchObject({
      status: 'seen',
      args: { listening: '8000' },
    });
  });

  it('believes what is printed more than what is set', () => {
    expect(answer({ environment: { PORT: '8080' } }, ['listening on port 3000'])).toMatchObject({ status: 'not-seen' });
  });

  it('is silent when they agree', () => {
    expect(answer({ environment: { PORT: '3000' } })).toMatchObject({ status: 'not-seen', args: { expected: '3000' } });
  });

  it('does not take the port of a database for its own', () => {
    expect(answer({}, ['connected to postgres running on 10.0.0.5:5432'])).toMatchObject({
      status: 'unknown',
      reason: 'not-found',
    });
  });

  it('does not know where nothing names a port', () => {
    expect(answer({})).toMatchObject({ status: 'unknown', reason: 'not-found' });
  });
});
