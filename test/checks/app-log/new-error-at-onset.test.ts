import { describe, expect, it } from '@jest/globals';
import { newErrorAtOnset as check } from '../../../src/checks/app-log/new-error-at-onset.ts';
import type { ApplicationLog, LogTemplate } from '../../../src/domain/evidence.ts';
import { appLog, at, context, metrics } from '../../support/evidence.ts';

const failing = metrics({ made: (minute) => (minute >= 30 ? 20 : 0) });
const minutes = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => ({ at: at(from + index), count: 4 }));

function template(change: Partial<LogTemplate> = {}): LogTemplate {
  const message = 'ERROR cart 8812 has no sku';
  return {
    template: 'ERROR cart {n} has no sku',
    count: 60,
    first: at(30, 12),
    last: at(59),
    byMinute: minutes(30, 60),
    baseline: 0,
    examples: [{ at: at(30, 12), stream: 'api/0a1b2c', message }],
    ...change,
  };
}

function logWith(templates: readonly LogTemplate[], change: Partial<ApplicationLog> = {}): readonly ApplicationLog[] {
  const baseline = { span: { from: at(-65), to: at(-5) }, lines: 900, isWhole: true };
  return [{ ...appLog([]), lines: 5000, templates, baseline, ...change }];
}

const answer = (applicationLogs: readonly ApplicationLog[], of = failing) =>
  check.run({ applicationLogs, metrics: of }, context);

describe('app-log/new-error-at-onset', () => {
  it('hears an error that began with the failures, whatever it says', () => {
    const observation = answer(logWith([template()]));

    expect(observation).toMatchObject({ status: 'seen', args: { count: 60 } });
    expect(observation).toHaveProperty('facts', [expect.stringContaining('has no sku')]);
  });

  it.each([
    ['was there an hour before', { baseline: 3 }],
    ['was there long before the failures', { first: at(4), byMinute: minutes(4, 60) }],
    ['came long after them', { first: at(52), byMinute: minutes(52, 60) }],
    ['came once', { count: 1 }],
  ])('is silent about one that %s', (_name, change) => {
    expect(answer(logWith([template(change)]))).toMatchObject({ status: 'not-seen' });
  });

  it('is silent about one that comes at other minutes than the failures', () => {
    const short = metrics({ made: (minute) => (minute >= 30 && minute <= 34 ? 60 : 0) });

    expect(answer(logWith([template()]), short)).toMatchObject({ status: 'not-seen' });
  });

  it('takes the window before the onset for a baseline where no other was read', () => {
    expect(answer(logWith([template({ baseline: null })], { baseline: null }))).toMatchObject({ status: 'seen' });
  });

  it('does not know what is new where nothing from before is known', () => {
    const span = { from: at(25), to: at(60) };

    expect(answer(logWith([template({ baseline: null })], { baseline: null, span }))).toMatchObject({
      status: 'unknown',
      reason: 'not-collected',
    });
  });

  it('has nothing to compare with where the failures have no beginning', () => {
    expect(answer(logWith([template()]), metrics({ made: 20 }))).toMatchObject({ status: 'not-applicable' });
  });

  it('does not speak where nothing fails', () => {
    expect(answer(logWith([template()]), metrics())).toMatchObject({ status: 'unknown', reason: 'no-502' });
  });
});
