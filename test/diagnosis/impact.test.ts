import { describe, expect, it } from '@jest/globals';
import { reproduceLine } from '../../src/diagnosis/curl-line.ts';
import { impactOf } from '../../src/diagnosis/impact.ts';
import { symptomFacts } from '../../src/diagnosis/symptom.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import { accessLog, at, metrics, rows, window } from '../support/evidence.ts';
import { complete, missing } from './made.ts';

const failing = rows(30, (index) => ({ at: at(10 + (index % 5)), path: `/orders/${index}`, host: 'shop.example.com' }));

function impact(made: (minute: number) => number, more: Evidence = {}) {
  const evidence: Evidence = {
    metrics: complete('metrics', metrics({ made })),
    accessLog: complete('accessLog', accessLog(failing)),
    ...more,
  };
  return impactOf(evidence, symptomFacts(evidence, window).symptom);
}

describe('impactOf', () => {
  it('says that it is over, and since when, once the silence is long enough', () => {
    const over = impact((minute) => (minute >= 10 && minute < 15 ? 6 : 0));

    expect(over).toMatchObject({ state: 'over', from: at(10), failed: 30 });
    expect(Date.parse(over.until ?? '')).toBeLessThan(Date.parse(at(16)));
  });

  it('gives no end while it goes on', () => {
    expect(impact((minute) => (minute >= 10 ? 6 : 0))).toMatchObject({ state: 'ongoing', until: null });
  });

  it('tells nothing of routes and clients without the log, and keeps the count', () => {
    const blind = impact((minute) => (minute >= 10 ? 6 : 0), { accessLog: missing('accessLog') });

    expect(blind).toMatchObject({ failed: 300, routes: [], clients: [], reproduce: null });
  });

  it('names the worst minute', () => {
    expect(impact((minute) => (minute === 20 ? 9 : 1)).peak).toMatchObject({ at: at(20), count: 9 });
  });

  it('is none where nothing failed', () => {
    expect(impact(() => 0, { accessLog: complete('accessLog', accessLog([])) })).toMatchObject({ state: 'none' });
  });
});

describe('the line that reproduces', () => {
  it('asks for the route that fails most, at the host that was asked', () => {
    const log = accessLog([...rows(2, () => ({ path: '/a', host: 'h.example' })), ...failing]);

    expect(reproduceLine(log, null)).toContain("'https://shop.example.com/orders/29'");
  });

  it('never sends again what changes something', () => {
    expect(reproduceLine(accessLog(rows(9, () => ({ method: 'POST' }))), 'lb.example')).toBeNull();
  });

  it('puts nothing into a shell that is no plain path', () => {
    for (const path of ["/a'; rm -rf ~ #", '/a b', '/$(id)\n', '/<redacted:token>'])
      expect(reproduceLine(accessLog(rows(3, () => ({ path }))), 'lb.example')).toBeNull();
  });

  it('keeps a quote inside of the quotes', () => {
    const line = reproduceLine(accessLog(rows(3, () => ({ path: "/it's", host: 'h.example' }))), null);

    expect(line).toContain("'https://h.example/it'\\''s'");
  });

  it('takes the load balancer’s own name where the log has no host', () => {
    expect(reproduceLine(accessLog(rows(3, () => ({ path: '/x', host: null }))), 'lb.example')).toContain(
      'https://lb.example/x',
    );
  });
});
