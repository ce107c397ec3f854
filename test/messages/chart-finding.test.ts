import { describe, expect, it } from '@jest/globals';
import { findingOf } from '../../src/messages/chart-finding.ts';
import { points, risen, sampleChart } from '../slack/chart-samples.ts';

describe('the finding of a chart', () => {
  it('says how it was before, when it changed and how far, in the zone of the channel and in UTC', () => {
    expect(findingOf(sampleChart('en'))).toBe(
      '502s rose at 12:01 JST (03:01 UTC): at most 2 per minute before, 40 per minute at the peak at 12:11. ' +
        'At or above the threshold (10 per minute) in 26 of 57 points. The alarm fired at 12:03 JST (03:03 UTC). ' +
        'Last value: 38 per minute at 12:29. No data for 3 of 60 points; that is not zero.',
    );
    expect(findingOf(sampleChart('ja'))).toBe(
      '502の件数は12:01 JST（03:01 UTC）に増加しました。それまでは最大1分あたり2、ピークは12:11の1分あたり40です。' +
        'しきい値（1分あたり10）以上だったのは57点中26点です。アラームの発報は12:03 JST（03:03 UTC）です。' +
        '最新の値は12:29の1分あたり38です。60点中3点はデータがありません（0ではありません）。',
    );
  });

  it('tells a fall below a threshold as a fall', () => {
    const healthy = risen.map((_, index) => (index < 40 ? 4 : 1));
    const spec = sampleChart('en', {
      series: [{ name: 'HealthyHostCount', points: points(healthy) }],
      unit: 'count',
      threshold: { value: 2, direction: 'below', isInclusive: false },
      mark: null,
    });

    expect(findingOf(spec)).toContain(
      'HealthyHostCount fell at 12:10 JST (03:10 UTC): at least 4 before, 1 at the lowest',
    );
    expect(findingOf(spec)).toContain('Below the threshold (2) in 20 of 60 points.');
  });

  it.each([
    ['it was high from the start', risen.map(() => 30)],
    ['two points are all that is known of before', [null, null, 1, 2, ...risen.slice(31)]],
    ['nothing crossed the threshold', risen.map((_, index) => index % 5)],
  ])('claims no change when %s', (_, values) => {
    const finding = findingOf(sampleChart('en', { series: [{ name: '502s', points: points(values) }] }));

    expect(finding).not.toMatch(/rose|fell/);
    expect(finding).toMatch(/^502s: /);
  });

  it('says that nothing can be said where nothing was measured, and still when the alarm fired', () => {
    const finding = findingOf(sampleChart('en', { series: [{ name: '502s', points: points(risen.map(() => null)) }] }));

    expect(finding).toBe(
      'There is no data for 502s from 11:30 JST (02:30 UTC) to 12:29: nothing can be said about it. ' +
        'The alarm fired at 12:03 JST (03:03 UTC).',
    );
  });

  it('counts missing points apart and never as zero', () => {
    const holes = risen.map((value, index) => (index % 2 === 0 ? null : value));
    const finding = findingOf(sampleChart('en', { series: [{ name: '502s', points: points(holes) }] }));

    expect(finding).toContain('of 28 points');
    expect(finding).toContain('No data for 32 of 60 points; that is not zero.');
  });

  it('gives the highest of each further series', () => {
    const spec = sampleChart('en', {
      series: [
        { name: '502s', points: points(risen) },
        { name: '504s', points: points(risen.map((_, index) => (index === 10 ? 5 : 0))) },
        { name: '500s', points: points(risen.map(() => null)) },
      ],
    });

    expect(findingOf(spec)).toMatch(/504s: 5 per minute at most, at 11:40\. 500s: no data\.$/);
  });
});
