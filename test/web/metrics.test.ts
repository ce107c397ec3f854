import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { Vitals } from '../../src/domain/vitals.ts';
import { makeMetrics } from '../../src/web/metrics.ts';
import { makeMetricsRoute } from '../../src/web/metrics-route.ts';
import { startServer } from '../../src/web/server.ts';
import { timed } from '../../src/web/timed.ts';
import { calm } from './calm.ts';

const NOW = 1_700_000_000_000;
const build = { version: '1.2.3', database: 'sqlite' } as const;

async function linesOf(metrics: ReturnType<typeof makeMetrics>, vitals: Vitals | undefined) {
  return (await metrics.text(vitals, NOW)).split('\n').filter((line) => line.startsWith('fiveohtwo_'));
}

describe('the metrics', () => {
  it('tell the age of the oldest message in seconds', async () => {
    const vitals = { ...calm, outbox: { due: 7, oldestAt: NOW - 90_000, failed: 2 } };
    const lines = await linesOf(makeMetrics(build), vitals);

    expect(lines).toEqual(
      expect.arrayContaining([
        'fiveohtwo_outbox_due 7',
        'fiveohtwo_outbox_oldest_age_seconds 90',
        'fiveohtwo_outbox_failed 2',
        'fiveohtwo_store_up 1',
      ]),
    );
  });

  it('claim nothing of the rows when the store does not answer', async () => {
    const metrics = makeMetrics(build);
    await linesOf(metrics, { ...calm, last: { ...calm.last, alarm: NOW } });
    const lines = await linesOf(metrics, undefined);

    expect(lines.filter((line) => /outbox|jobs|last|incidents/.test(line))).toEqual([]);
    expect(lines).toContain('fiveohtwo_store_up 0');
  });

  it('leave out when something last happened that never happened', async () => {
    const lines = await linesOf(makeMetrics(build), { ...calm, last: { ...calm.last, alarm: NOW } });

    expect(lines.filter((line) => line.startsWith('fiveohtwo_last_'))).toEqual([
      'fiveohtwo_last_timestamp_seconds{kind="alarm"} 1700000000',
    ]);
  });

  it('count what the bot tells of itself', async () => {
    const metrics = makeMetrics(build);
    const { telemetry } = metrics;
    telemetry.delivery('command', 'new');
    telemetry.delivery('command', 'repeated');
    telemetry.alarm('sns', 'accepted');
    telemetry.alarm('sns', 'bad-signature');
    telemetry.posted('post', 'rate-limited');
    telemetry.awsCall('ecs:DescribeServices', 'denied');
    telemetry.checked('cause', 4);

    expect(await linesOf(metrics, calm)).toEqual(
      expect.arrayContaining([
        'fiveohtwo_deliveries_total{kind="command",outcome="new"} 1',
        'fiveohtwo_deliveries_total{kind="command",outcome="repeated"} 1',
        'fiveohtwo_alarms_total{road="sns",outcome="accepted"} 1',
        'fiveohtwo_alarms_total{road="sns",outcome="bad-signature"} 1',
        'fiveohtwo_slack_calls_total{call="post",outcome="rate-limited"} 1',
        'fiveohtwo_aws_calls_total{operation="ecs:DescribeServices",outcome="denied"} 1',
        'fiveohtwo_check_duration_seconds_bucket{le="5",outcome="cause"} 1',
        'fiveohtwo_check_duration_seconds_bucket{le="2",outcome="cause"} 0',
      ]),
    );
  });

  it('stand in the documentation, every one of them, and nothing else does', async () => {
    const text = await makeMetrics(build).text({ ...calm }, NOW);
    const ours = [...text.matchAll(/^# TYPE (fiveohtwo_\w+)/gm)].map(([, name]) => name);
    const told = [...readFileSync('docs/metrics.md', 'utf8').matchAll(/^\| `(fiveohtwo_\w+)`/gm)].map(
      ([, name]) => name,
    );

    expect([...told].sort()).toEqual([...ours].sort());
  });
});

describe('GET /metrics', () => {
  it('answers without the store, and times other answers by route, not by path', async () => {
    const metrics = makeMetrics(build);
    const hook = {
      path: '/hook/*',
      methods: ['GET'],
      handle: (_: unknown, response: { end(): void }) => response.end(),
    };
    const vitals = () => new Promise<never>(() => undefined);
    const route = makeMetricsRoute({ metrics, vitals, nowMs: () => NOW, limitMs: 10 });
    const routes = [...timed([hook], metrics.telemetry), route];
    const server = await startServer({ host: '127.0.0.1', port: 0, routes, onError: () => undefined });
    const get = (path: string) =>
      fetch(`http://127.0.0.1:${server.port}${path}`, { headers: { connection: 'close' } }).then(async (answer) => ({
        status: answer.status,
        type: answer.headers.get('content-type'),
        text: await answer.text(),
      }));
    await get('/hook/one%22x');
    await get('/hook/two');
    const { status, type, text } = await get('/metrics');
    await server.stop();

    expect(status).toBe(200);
    expect(type).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(text).toContain('fiveohtwo_store_up 0');
    expect(text).toContain('fiveohtwo_answer_duration_seconds_count{route="/hook/*",status="200"} 2');
    expect(text).not.toContain('/hook/two');
  });
});
