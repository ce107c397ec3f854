import { describe, expect, it } from '@jest/globals';
import { sha256 } from '../../src/flows/gather-report.ts';
import { makeReport, reportMarkdown, sealReport, verifyReport } from '../../src/reports/index.ts';
import { verifyTimeline } from '../../src/store/chain.ts';
import { anIncident, chained } from './an-incident.ts';

const at = (time: string) => Date.parse(`2026-11-20T${time}Z`);
const fired = (time: string, name = 'shop-502') => ({
  type: 'alarm-fired' as const,
  by: 'bot',
  at: at(time),
  body: { alarm: `arn:${name}`, name, reason: 'Threshold Crossed | <b>' },
});
const opened = {
  type: 'opened' as const,
  by: 'bot',
  at: at('09:44:02'),
  body: { run: null, title: 'shop-502', target: 'shop-alb' },
};
const inputOf = (entries: Parameters<typeof chained>[0]) => {
  const events = chained(entries);
  return anIncident({ events, chain: verifyTimeline(events) });
};

describe('the report of an incident that an alarm opened', () => {
  it('takes the alarm’s own time for the detection, the earliest of several', () => {
    const report = makeReport(inputOf([opened, fired('09:46:00', 'other'), fired('09:44:00')]), 'en');

    expect(report.clocks.find(({ name }) => name === 'detection')).toMatchObject({
      at: '2026-11-20T09:44:00Z',
      source: 'alarm',
      confidence: 'high',
      refs: ['event_3'],
    });
    expect(report.durations.find(({ name }) => name === 'detect')?.seconds).toBe(173);
    expect(report.detection.map(({ refs }) => refs)).toEqual([['event_3'], ['event_1']]);
  });

  it('leaves out an alarm that only came at the same time and was moved', () => {
    const body = { alarm: 'arn:other', name: 'other', to: 'inc_2' };
    const moved = { type: 'alarm-moved' as const, by: 'bot', at: at('09:44:03'), body };
    const report = makeReport(inputOf([fired('09:43:00', 'other'), opened, fired('09:44:00'), moved]), 'en');

    expect(report.clocks.find(({ name }) => name === 'detection')).toMatchObject({ at: '2026-11-20T09:44:00Z' });
    expect(reportMarkdown(report)).toContain('Alarm other only came at the same time: it is told in inc\\_2 now');
  });

  it('does not, when people were quicker than the alarm', () => {
    const report = makeReport(inputOf([opened, fired('09:50:00')]), 'en');

    expect(report.clocks.find(({ name }) => name === 'detection')).toMatchObject({ at: '2026-11-20T09:44:02Z' });
  });

  it.each(['en', 'ja'] as const)('can be read and verified in %s', (lang) => {
    const report = makeReport(
      inputOf([
        opened,
        fired('09:44:00'),
        { type: 'alarm-reminded', by: 'bot', at: at('10:14:00'), body: { name: 'shop-502', minutes: 30 } },
        {
          type: 'muted',
          by: 'slack:T1/U0JO',
          at: at('10:15:00'),
          body: { until: '2026-11-20T11:15:00.000Z', reason: 'known' },
        },
        { type: 'unmuted', by: 'bot', at: at('11:15:00'), body: {} },
        { type: 'target-chosen', by: 'slack:T1/U0JO', at: at('11:16:00'), body: { target: 'shop-alb' } },
        { type: 'alarm-no-data', by: 'bot', at: at('11:17:00'), body: { name: 'shop-502' } },
        { type: 'alarm-ok', by: 'bot', at: at('11:18:00'), body: { name: 'shop-502' } },
      ]),
      lang,
    );
    const timeline = reportMarkdown(report)
      .split('\n')
      .filter((line) => line.startsWith('| 2026-11-20'));

    expect(timeline).toMatchSnapshot();
    expect(verifyReport(sealReport(report, sha256), sha256)).toMatchObject({ ok: true });
  });
});
