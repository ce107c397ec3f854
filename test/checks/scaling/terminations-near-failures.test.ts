import { describe, expect, it } from '@jest/globals';
import { terminationsNearFailures as check } from '../../../src/checks/scaling/terminations-near-failures.ts';
import { accessLog, context, metrics, rows } from '../../support/evidence.ts';
import { activity, forHealth, scalingGroup } from '../../support/machines.ts';

const failingAt = (from: number, to: number) => metrics({ made: (minute) => (minute >= from && minute < to ? 12 : 0) });
const scaling = [scalingGroup({ activities: [activity()] })];
const log = accessLog(rows(40));

describe('scaling/terminations-near-failures', () => {
  it('speaks when the failures fall into the minutes in which an instance was taken out', () => {
    const answer = check.run({ scaling, metrics: failingAt(30, 33), accessLog: log }, context);

    expect(answer).toMatchObject({ status: 'seen', args: { share: 1, count: 1 } });
    expect(JSON.stringify(answer)).toContain('Terminating EC2 instance: i-0aaaaaaaaaaaaaaaa');
  });

  it('is silent when they come at another time, and when nothing scales', () => {
    expect(check.run({ scaling, metrics: failingAt(5, 10), accessLog: log }, context).status).toBe('not-seen');
    expect(check.run({ scaling: [], metrics: failingAt(30, 33), accessLog: log }, context).status).toBe('not-seen');
  });

  it('does not count an instance that was taken out because it was sick', () => {
    const sick = [scalingGroup({ activities: [forHealth] })];

    expect(check.run({ scaling: sick, metrics: failingAt(30, 33), accessLog: log }, context).status).toBe('not-seen');
  });

  it('cannot tell where instances come and go all the time', () => {
    const all = Array.from({ length: 12 }, (_, i) =>
      activity({ startedAt: new Date(Date.parse(context.window.from) + i * 300_000).toISOString(), endedAt: null }),
    );

    expect(
      check.run({ scaling: [scalingGroup({ activities: all })], metrics: failingAt(30, 33), accessLog: log }, context),
    ).toMatchObject({ status: 'unknown', reason: 'ambiguous' });
  });

  it('cannot tell of a few that overlap where the access log is missing', () => {
    const mixed = metrics({ made: (minute) => (minute === 31 ? 10 : 2) });

    expect(check.run({ scaling, metrics: mixed }, context)).toMatchObject({ status: 'unknown', reason: 'ambiguous' });
    expect(check.run({ scaling, metrics: metrics() }, context)).toMatchObject({ reason: 'no-502' });
  });
});
