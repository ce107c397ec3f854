import { describe, expect, it } from '@jest/globals';
import { oneRoute } from '../../src/checks/alb/one-route.ts';
import { populationsOf } from '../../src/diagnosis/populations.ts';
import { runChecks } from '../../src/diagnosis/run-checks.ts';
import type { AccessLogRow, Evidence } from '../../src/domain/evidence.ts';
import { accessLog, metrics, rows, window } from '../support/evidence.ts';
import { complete, missing } from './made.ts';

const race = rows(30, (index) => ({ requestSeconds: null, targetSeconds: null, path: `/p${index % 7}` }));
const slow = rows(20, () => ({ targetSeconds: 30.1, path: '/reports' }));
const asked = Array.from({ length: 7 }, (_, at) => ({
  key: `GET /p${at}`,
  requests: 1000,
  elb502: 4,
  target502: 0,
  other5xx: 0,
}));

function evidenceOf(failures: readonly AccessLogRow[]): Evidence {
  const log = accessLog(failures, {
    byPath: [...asked, { key: 'GET /reports', requests: 200, elb502: 20, target502: 0, other5xx: 0 }],
  });
  return { metrics: complete('metrics', metrics({ made: 1 })), accessLog: complete('accessLog', log) };
}

describe('populationsOf', () => {
  it('parts failures that were cut off in different ways, the larger part first', () => {
    const parts = populationsOf(evidenceOf([...race, ...slow]));

    expect(parts.map(({ kind, count, of }) => ({ kind, count, of }))).toEqual([
      { kind: 'prompt', count: 30, of: 50 },
      { kind: 'timed', count: 20, of: 50 },
    ]);
  });

  it('parts nothing where all failures are alike', () => {
    expect(populationsOf(evidenceOf(race))).toEqual([]);
  });

  it('makes no part of a handful beside many', () => {
    expect(populationsOf(evidenceOf([...race, ...rows(9, () => ({ targetSeconds: 30 }))]))).toHaveLength(1);
  });

  it('counts a part as all the rows of which it is a sample', () => {
    const whole = evidenceOf([...race, ...slow]);
    const log = accessLog([...race, ...slow]);
    const sampled = complete('accessLog', { ...log, statusPairs: [{ elb: 502, target: null, count: 500 }] });

    expect(populationsOf({ ...whole, accessLog: sampled }).map(({ count }) => count)).toEqual([300, 200]);
  });

  it('gives nothing without the log', () => {
    expect(populationsOf({ accessLog: missing('accessLog') })).toEqual([]);
  });
});

describe('a check that is asked of each kind of failure', () => {
  it('hears in one kind what all failures together drown', () => {
    const [finding] = runChecks([oneRoute], evidenceOf([...race, ...slow]), { window });

    expect(finding).toMatchObject({
      observation: { status: 'seen', args: { route: 'GET /reports' } },
      within: { kind: 'timed', count: 20, of: 50 },
    });
  });

  it('is not asked again by a check that does not weigh shares', () => {
    const { ofEachKind, ...plain } = oneRoute;
    const [finding] = runChecks([plain], evidenceOf([...race, ...slow]), { window });

    expect(ofEachKind).toBe(true);
    expect(finding?.observation.status).toBe('not-seen');
  });

  it('keeps what the whole said when no part shows it', () => {
    const other = rows(20, (index) => ({ targetSeconds: 30, path: `/p${index % 7}` }));
    const log = accessLog([...race, ...other], { byPath: asked });
    const [finding] = runChecks([oneRoute], { accessLog: complete('accessLog', log) }, { window });

    expect(finding?.observation.status).toBe('not-seen');
    expect(finding?.within).toBeUndefined();
  });
});
