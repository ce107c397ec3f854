import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { makeWebhookRoutes } from '../../src/alarms/webhooks.ts';
import type { Route } from '../../src/web/server.ts';
import { alertmanager, grafana, webhook } from './fixtures/others.ts';
import { type Gate, makeGate, serving } from './gate.ts';

const secret = 'correct-horse-battery';
const now = Date.parse('2026-11-24T01:40:00.000Z');
const paths = ['/alarms/alertmanager', '/alarms/grafana', '/alarms/webhook'];
let house: Awaited<ReturnType<typeof serving>>;
let gate: Gate;
let routes: readonly Route[];

beforeAll(async () => {
  const routed = paths.map(
    (path): Route => ({
      methods: ['POST'],
      path,
      handle: (incoming, response) => routes.find((each) => each.path === path)?.handle(incoming, response),
    }),
  );
  house = await serving(routed);
});
afterAll(() => house.stop());
beforeEach(() => {
  gate = makeGate();
  routes = makeWebhookRoutes({ secret, intake: gate.intake, nowMs: () => now });
});

const bearer = (said = secret) => ({ authorization: `Bearer ${said}` });
const hmac = (text: string, by = secret) => createHmac('sha256', by).update(text).digest('hex');

async function post(path: string, value: unknown, headers: Readonly<Record<string, string>>) {
  const body = typeof value === 'string' ? value : JSON.stringify(value);
  return (await house.post(`/alarms/${path}`, body, headers)).status;
}

const signed = (value: unknown, { at = now, by = secret } = {}) => {
  const timestamp = String(Math.floor(at / 1000));
  return {
    'x-fiveohtwo-timestamp': timestamp,
    'x-fiveohtwo-signature': hmac(`${timestamp}.${JSON.stringify(value)}`, by),
  };
};

describe('POST /alarms/alertmanager', () => {
  it('keeps an event for each alert: firing since its start, resolved since its end', async () => {
    expect(await post('alertmanager', alertmanager, bearer())).toBe(200);
    expect([...gate.kept.keys()]).toEqual([
      `alarm/alertmanager:c0ffee0123456789/alarm/${Date.parse('2026-11-24T01:38:12.345Z')}`,
      `alarm/alertmanager:decaf00123456789/ok/${Date.parse('2026-11-23T16:50:00Z')}`,
    ]);
    expect([...gate.kept.values()][0]).toMatchObject({
      name: 'Shop502',
      reason: 'The shop answers 502',
      description: '12 a minute',
      region: 'us-east-1',
      labels: { load_balancer: 'shop-alb' },
      link: 'https://prometheus.example.com/graph?g0.expr=up',
    });
  });

  it('keeps an alert that Alertmanager repeats once', async () => {
    await post('alertmanager', alertmanager, bearer());
    await post('alertmanager', { ...alertmanager, groupKey: 'again' }, bearer());
    expect(gate.kept.size).toBe(2);
  });

  it('knows an alert of an old Alertmanager by its labels, in whatever order they come', async () => {
    const [alert] = alertmanager.alerts;
    const turned = Object.fromEntries(Object.entries(alert?.labels ?? {}).reverse());
    for (const labels of [alert?.labels, turned]) {
      await post('alertmanager', { alerts: [{ ...alert, labels, fingerprint: undefined }] }, bearer());
    }
    expect(gate.kept.size).toBe(1);
  });

  it('says so when Alertmanager left alerts out, and takes the others', async () => {
    expect(await post('alertmanager', { ...alertmanager, truncatedAlerts: 40 }, bearer())).toBe(200);
    expect(gate.counted).toEqual(['alertmanager truncated', ...Array(2).fill('alertmanager accepted')]);
  });

  it('gives no link that is not a page of the web', async () => {
    const [alert] = alertmanager.alerts;
    await post('alertmanager', { alerts: [{ ...alert, generatorURL: 'javascript:alert(1)' }] }, bearer());
    expect([...gate.kept.values()][0]?.link).toBeNull();
  });
});

describe('POST /alarms/grafana', () => {
  it('keeps an event for each alert, with the panel to look at', async () => {
    expect(await post('grafana', grafana, bearer())).toBe(200);
    const link = 'https://grafana.example.com/d/shop?viewPanel=2';
    expect([...gate.kept.values()][0]).toMatchObject({ source: 'grafana', name: 'Shop502', state: 'alarm', link });
  });

  it.each(['DatasourceNoData', 'DatasourceError'])('takes %s for what it is: nobody knows', async (alertname) => {
    const [alert] = grafana.alerts;
    const labels = { ...alert?.labels, alertname, rulename: 'Shop502' };
    await post('grafana', { alerts: [{ ...alert, labels }] }, bearer());
    expect([...gate.kept.values()][0]).toMatchObject({ name: 'Shop502', state: 'insufficient-data' });
  });

  it('takes its signature in the place of the bearer, with the time of signing where it is sent', async () => {
    const body = JSON.stringify(grafana);
    const timestamp = String(now / 1000);
    const timed = {
      'x-grafana-alerting-signature': hmac(`${timestamp}:${body}`),
      'x-grafana-alerting-timestamp': timestamp,
    };
    expect(await post('grafana', grafana, { 'x-grafana-alerting-signature': hmac(body) })).toBe(200);
    expect(await post('grafana', grafana, timed)).toBe(200);
  });

  it('refuses a wrong signature even beside the right bearer, and a signature of an old time', async () => {
    const body = JSON.stringify(grafana);
    const old = String(now / 1000 - 301);
    expect(await post('grafana', grafana, { ...bearer(), 'x-grafana-alerting-signature': hmac(body, 'other') })).toBe(
      401,
    );
    const timed = { 'x-grafana-alerting-signature': hmac(`${old}:${body}`), 'x-grafana-alerting-timestamp': old };
    expect(await post('grafana', grafana, timed)).toBe(401);
    expect(gate.counted).toEqual(['grafana bad-signature', 'grafana stale']);
  });
});

describe('POST /alarms/webhook', () => {
  it('keeps a signed alarm', async () => {
    expect(await post('webhook', webhook, signed(webhook))).toBe(200);
    expect([...gate.kept.values()][0]).toEqual({
      source: 'webhook',
      alarm: 'webhook:shop-502',
      name: 'The shop answers 502',
      kind: 'metric',
      state: 'alarm',
      changedAt: Date.parse(webhook.changedAt),
      reason: '12 in a minute',
      description: null,
      account: null,
      region: null,
      metric: { ...webhook.metric, statistic: null, periodSeconds: null, comparison: null },
      children: [],
      labels: { team: 'shop' },
      link: 'https://status.example.com/shop',
    });
  });

  it('answers a sender who tries again as before, and keeps the alarm once', async () => {
    const headers = signed(webhook);
    expect([await post('webhook', webhook, headers), await post('webhook', webhook, headers)]).toEqual([200, 200]);
    expect(gate.kept.size).toBe(1);
  });

  it.each([
    ['five minutes late', 300_000, 200],
    ['five minutes early', -300_000, 200],
    ['later than that', 302_000, 401],
    ['earlier than that', -302_000, 401],
  ])('looks at the clock: %s', async (_what, late, status) => {
    expect(await post('webhook', webhook, signed(webhook, { at: now - late }))).toBe(status);
    expect(gate.counted).toEqual([status === 200 ? 'webhook accepted' : 'webhook stale']);
  });

  it('refuses what is not signed, signed by another secret, or signed for another body or time', async () => {
    const good = signed(webhook);
    expect(await post('webhook', webhook, {})).toBe(401);
    expect(await post('webhook', webhook, signed(webhook, { by: 'other' }))).toBe(401);
    expect(await post('webhook', { ...webhook, state: 'ok' }, good)).toBe(401);
    expect(await post('webhook', webhook, { ...good, 'x-fiveohtwo-timestamp': String(now / 1000 + 1) })).toBe(401);
    expect(await post('webhook', webhook, { ...bearer() })).toBe(401);
    expect(gate.counted).toEqual(Array(5).fill('webhook bad-signature'));
    expect(gate.kept.size).toBe(0);
  });

  it.each(['alarm', 'name', 'state', 'changedAt'])('refuses an alarm without its %s', async (name) => {
    const value = { ...webhook, [name]: undefined };
    expect(await post('webhook', value, signed(value))).toBe(400);
    expect(gate.counted).toEqual(['webhook malformed']);
  });
});

describe('every webhook', () => {
  it.each(['alertmanager', 'grafana'])('%s needs the bearer, and reads nothing without it', async (path) => {
    expect(await post(path, 'x'.repeat(2_000_000), bearer('wrong'))).toBe(401);
    expect(await post(path, alertmanager, {})).toBe(401);
    expect(await post(path, alertmanager, { authorization: `Basic ${secret}` })).toBe(401);
    expect(gate.counted).toEqual(Array(3).fill(`${path} unauthorized`));
  });

  it.each(['alertmanager', 'grafana'])('%s refuses broken JSON, another shape and two megabytes', async (path) => {
    expect(await post(path, '{"alerts": [', bearer())).toBe(400);
    expect(await post(path, { alerts: [] }, bearer())).toBe(400);
    expect(await post(path, 'x'.repeat(2_000_000), bearer())).toBe(413);
    expect(gate.counted).toEqual([`${path} malformed`, `${path} malformed`, `${path} too-large`]);
  });

  it.each([
    ['alertmanager', alertmanager],
    ['grafana', grafana],
    ['webhook', webhook],
  ])('%s asks for another try while the store is away', async (path, value) => {
    gate.state.isAway = true;
    expect(await post(path, value, { ...bearer(), ...signed(value) })).toBe(503);
    expect(gate.counts(path, 'store-away')).toBe(1);
  });
});
