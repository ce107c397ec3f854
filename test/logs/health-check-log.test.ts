import { describe, expect, it } from '@jest/globals';
import { makeConnectionTotals, makeHealthCheckTotals } from '../../src/logs/index.ts';

const span = { from: '2026-11-20T10:00:00.000Z', to: '2026-11-20T10:10:00.000Z' };
const own = 'app/shop-alb/50dc6c495c0c9188';
const check = (time: string, status: string, reason = '-', tail = `${own} 10.0.1.61`) =>
  `http 2026-11-20T${time}Z 0.004 10.0.11.10:3000 shop-api ${status} 200 ${reason} ${tail}`;

describe('the health-check log', () => {
  const totals = (lines: readonly string[]) => {
    const made = makeHealthCheckTotals(own, span);
    for (const line of lines) made.add(line);
    return made.totals();
  };

  it('is added up by target, with the most frequent reason first', () => {
    const lines = [
      check('10:01:00', 'PASS'),
      check('10:02:00', 'FAIL', 'TimedOut'),
      check('10:04:00', 'FAIL', 'ConnectionReset'),
      check('10:03:00', 'FAIL', 'ConnectionReset'),
    ];

    expect(totals(lines).byTarget).toMatchObject([
      {
        passed: 1,
        failed: 3,
        firstFailure: '2026-11-20T10:02:00.000Z',
        lastFailure: '2026-11-20T10:04:00.000Z',
        reasons: [
          { reason: 'ConnectionReset', count: 2 },
          { reason: 'TimedOut', count: 1 },
        ],
        secondsP50: 0.004,
      },
    ]);
  });

  it('holds rows of its own load balancer and window only, whatever is appended to them', () => {
    const lines = [
      check('10:01:00', 'PASS', '-', `${own} 10.0.1.61 - new-field`),
      check('10:01:00', 'PASS', '-', 'app/other/1 10.0.1.61'),
      check('11:01:00', 'PASS'),
      'http no-time 0.1 x y PASS',
      '\u0000\u0001',
    ];

    expect(totals(lines)).toMatchObject({ rows: 1, skippedRows: 3 });
  });

  it('keeps at most 500 targets', () => {
    const many = Array.from({ length: 700 }, (_, index) =>
      check('10:01:00', 'PASS').replace('.10:3000', `.10:${index}`),
    );

    expect(totals(many).byTarget).toHaveLength(500);
    expect(totals(many).rows).toBe(700);
  });
});

describe('the connection log', () => {
  const connection = (minute: string, port: number, protocol: string, status: string) =>
    `2026-11-20T10:${minute}:00.1Z 203.0.113.9 4000 ${port} ${protocol} - 0.1 "CN=a b" - - ${status} TID_1 - ${own} 10.0.1.61`;
  const totals = (lines: readonly string[]) => {
    const made = makeConnectionTotals(own, new Set([443]), span);
    for (const line of lines) made.add(line);
    return made.totals();
  };

  it('counts a handshake as failed where none was agreed or the log says so', () => {
    const lines = [
      connection('01', 443, 'TLSv1.3', 'Success'),
      connection('01', 443, '-', '-'),
      connection('02', 443, 'TLSv1.2', 'Failed:ClientCertExpired'),
    ];

    expect(totals(lines)).toMatchObject({ rows: 3, failed: 2, byMinute: [{ failed: 1 }, { failed: 1 }] });
  });

  it('does not ask for TLS on a plain port', () => {
    expect(totals([connection('01', 80, '-', '-')])).toMatchObject({ rows: 1, failed: 0 });
  });

  it('skips what is no row of it', () => {
    expect(totals(['', 'garbage', connection('01', 443, 'TLSv1.3', 'Success').replace(own, 'app/x/1')])).toMatchObject({
      rows: 0,
      skippedRows: 2,
    });
  });
});
