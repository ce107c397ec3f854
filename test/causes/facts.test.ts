import { describe, expect, it } from '@jest/globals';
import { answerTo, chanceOf, fullMetrics } from '../support/bundle.ts';
import {
  accessLog,
  appLog,
  at,
  container,
  groupSeries,
  rows,
  series,
  service,
  stopped,
  target,
  targetGroup,
  taskDefinition,
} from '../support/evidence.ts';

const burst = (count: number) => (minute: number) => (minute >= 30 ? count : 0);
const trickle = (minute: number) => Number(minute % 3 === 0);
const refused = { requestSeconds: null, targetSeconds: null };
const spread = (index: number) => ({ target: `10.0.${(index % 2) + 1}.10:3000`, path: `/p${index % 7}` });

/** What common advice gets wrong (causes-of-502, section 0), put to the whole engine. */
describe('facts that overturn common advice', () => {
  it('1: an empty error_reason says nothing about targets that are no Lambda functions', () => {
    const failing = { metrics: fullMetrics({ made: trickle }) };
    const log = accessLog(rows(20, spread));
    const without = answerTo({ ...failing, accessLog: log });
    const other = answerTo({ ...failing, accessLog: { ...log, errorReasons: [{ reason: '-', count: 20 }] } });

    expect(other.causes).toEqual(without.causes);
  });

  it('2: -1 -1 -1 is not yet "refused": the connection errors decide between it and the keep-alive race', () => {
    const log = accessLog(rows(20, (index) => ({ ...spread(index), ...refused })));
    const race = answerTo({ metrics: fullMetrics({ made: trickle }), accessLog: log });
    const refusal = answerTo({
      metrics: fullMetrics({ made: burst(40), connectionErrors: burst(40) }),
      accessLog: accessLog(rows(200, (index) => ({ ...spread(index), ...refused, at: at(30 + (index % 30)) }))),
      targetHealth: [
        target({ state: 'unhealthy', reason: 'Target.FailedHealthChecks', description: 'Health checks failed' }),
      ],
    });

    expect(chanceOf(race, 'keepalive-idle-race')).toBeGreaterThan(10 * chanceOf(race, 'target-connection-refused'));
    expect(chanceOf(refusal, 'target-connection-refused')).toBeGreaterThan(
      10 * chanceOf(refusal, 'keepalive-idle-race'),
    );
  });

  it('3: no connection error during a burst speaks against every cause of the connect phase', () => {
    const log = accessLog(
      rows(200, (index) => ({ ...spread(index), targetSeconds: 0.1 + index * 0.01, at: at(30 + (index % 30)) })),
    );
    const answer = answerTo({ metrics: fullMetrics({ made: burst(40) }), accessLog: log });

    for (const cause of ['target-connection-refused', 'target-port-mismatch', 'fd-exhaustion'])
      expect(chanceOf(answer, cause)).toBeLessThan(0.05);
  });

  it('5: a target certificate is not checked: without handshake errors an HTTPS target group is no suspect', () => {
    const secure = [targetGroup({ protocol: 'HTTPS', port: 8443 })];
    const calm = answerTo({
      metrics: fullMetrics({ made: trickle }),
      accessLog: accessLog(rows(20, spread)),
      targetGroups: secure,
    });
    const failing = answerTo({
      metrics: fullMetrics({ made: burst(40), extra: [series('TargetTLSNegotiationErrorCount', burst(40))] }),
      accessLog: accessLog(rows(200, (index) => ({ ...spread(index), ...refused, at: at(30 + (index % 30)) }))),
      targetGroups: secure,
    });

    expect(chanceOf(calm, 'target-tls-handshake-failure')).toBeLessThan(0.02);
    // Beside it only the group that speaks TLS to a plain port, which fails the same handshakes.
    const leading = failing.causes.slice(0, 2).map(({ id }) => id);
    expect(leading).toContain('target-tls-handshake-failure');
  });

  it('6: a blocked path gives 504; 502s at once without a change of rules are none', () => {
    const log = accessLog(rows(20, (index) => ({ ...spread(index), ...refused })));
    const answer = answerTo({ metrics: fullMetrics({ made: trickle }), accessLog: log });

    expect(chanceOf(answer, 'sg-block')).toBeLessThan(0.01);
  });

  it('7: all targets unhealthy is a symptom: what they have in common comes first', () => {
    const sick = (id: string) =>
      target({
        id,
        state: 'unhealthy',
        reason: 'Target.ResponseCodeMismatch',
        description: 'Health checks failed with these codes: [404]',
      });
    const answer = answerTo({
      targetHealth: [sick('10.0.1.10'), sick('10.0.2.10')],
      metrics: fullMetrics({
        made: burst(40),
        extra: [
          groupSeries('HealthyHostCount', 'Maximum', (minute) => (minute >= 30 ? 0 : 2), true),
          groupSeries('UnHealthyHostCount', 'Maximum', (minute) => (minute >= 30 ? 2 : 0), true),
          groupSeries('UnHealthyHostCount', 'Minimum', (minute) => (minute >= 30 ? 2 : 0), true),
        ],
      }),
    });

    expect(answer.causes[0]?.id).toBe('health-check-misconfigured');
    expect(chanceOf(answer, 'health-check-misconfigured')).toBeGreaterThan(
      chanceOf(answer, 'all-targets-unhealthy-fail-open'),
    );
  });

  it('8: Apache may close without an answer: its own log lines explain a 502 of the load balancer', () => {
    const answer = answerTo({
      metrics: fullMetrics({ made: trickle }),
      accessLog: accessLog(rows(20, spread)),
      applicationLogs: [
        appLog(['AH01102: error reading status line from remote server 127.0.0.1:8080'], { tag: 'apache.read502' }),
      ],
    });

    expect(answer.causes[0]?.id).toBe('apache-proxy-silent-close');
  });

  it('9: the version, not the product, decides about the keep-alive', () => {
    const withPuma = (version: string) =>
      answerTo({
        metrics: fullMetrics({ made: trickle }),
        accessLog: accessLog(rows(20, spread)),
        taskDefinitions: [taskDefinition([container({ command: ['puma'], environment: { PUMA_VERSION: version } })])],
      });

    expect(chanceOf(withPuma('6.4.2'), 'keepalive-idle-race')).toBeGreaterThan(
      chanceOf(withPuma('7.0.1'), 'keepalive-idle-race'),
    );
  });
});

describe('common incidents, told from what an on-call person has', () => {
  it('finds the keep-alive race without access logs', () => {
    const answer = answerTo({
      metrics: fullMetrics({ made: trickle }),
      accessLog: null,
      taskDefinitions: [taskDefinition([container({ environment: { KEEP_ALIVE_TIMEOUT: '5' } })])],
    });

    expect(answer.verdict).toBe('cause');
    expect(answer.causes[0]?.id).toBe('keepalive-idle-race');
  });

  it('acquits the keep-alive when it is set well above the idle timeout', () => {
    const answer = answerTo({
      metrics: fullMetrics({ made: trickle }),
      accessLog: accessLog(rows(20, spread)),
      taskDefinitions: [taskDefinition([container({ environment: { KEEP_ALIVE_TIMEOUT: '75' } })])],
    });

    expect(chanceOf(answer, 'keepalive-idle-race')).toBeLessThan(0.5);
  });

  it('finds a kill for memory by the stop reason alone', () => {
    const oom = (minute: number) =>
      stopped(minute, {
        stopCode: 'EssentialContainerExited',
        exitCode: 137,
        reason: 'OutOfMemoryError: Container killed due to memory usage',
      });
    const answer = answerTo({
      metrics: fullMetrics({ made: (minute) => ([20, 35, 50].includes(minute) ? 30 : 0) }),
      ecsStoppedTasks: [oom(20), oom(35), oom(50)],
      accessLog: null,
      applicationLogs: null,
    });

    expect(answer.causes[0]?.id).toBe('oom-kill');
    expect(answer.verdict).toBe('cause');
  });

  it('finds tasks that stop serving too early, and does not blame the release', () => {
    const leaving = [stopped(30, { privateIps: ['10.0.1.10'] }), stopped(31, { privateIps: ['10.0.2.10'] })];
    const answer = answerTo({
      metrics: fullMetrics({
        made: (minute) => (minute === 30 || minute === 31 ? 40 : 0),
        connectionErrors: (minute) => (minute === 30 || minute === 31 ? 30 : 0),
      }),
      ecsStoppedTasks: leaving,
      accessLog: accessLog(
        rows(80, (index) => ({
          ...refused,
          at: at(30 + (index % 2), 20),
          target: `10.0.${(index % 2) + 1}.10:3000`,
          path: `/p${index % 7}`,
        })),
      ),
      applicationLogs: [appLog(['[INFO] Handling signal: term'], { minute: 30, tag: 'app.sigterm' })],
      ecsServices: [service()],
    });

    expect(answer.causes[0]?.id).toBe('ungraceful-shutdown');
  });

  it('does not blame a deployment when the server kills its own slow workers', () => {
    const answer = answerTo({
      metrics: fullMetrics({
        made: burst(3),
        extra: [series('TargetResponseTime', (minute) => (minute >= 27 ? 28 : 0.3), { stat: 'p99' })],
      }),
      accessLog: accessLog(
        rows(60, (index) => ({
          ...spread(index),
          at: at(30 + (index % 30)),
          targetSeconds: 30 + (index % 3) * 0.1,
          path: '/report',
        })),
      ),
      applicationLogs: [appLog(['[CRITICAL] WORKER TIMEOUT (pid:17)'], { minute: 31, tag: 'gunicorn.timeout' })],
    });

    expect(answer.causes[0]?.id).toBe('worker-timeout-kill');
    expect(answer.verdict).toBe('cause');
  });

  it('says healthy, and no more, of a quiet hour', () => {
    expect(answerTo({})).toMatchObject({ verdict: 'healthy', healthy: true });
  });
});
