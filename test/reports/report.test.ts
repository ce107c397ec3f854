import { describe, expect, it } from '@jest/globals';
import { sha256 } from '../../src/flows/gather-report.ts';
import type { Report } from '../../src/reports/index.ts';
import {
  makeReport,
  parseReport,
  reportJson,
  reportMarkdown,
  sealReport,
  verifyReport,
} from '../../src/reports/index.ts';
import { anAnswer, anIncident, calmAnswer, chained } from './an-incident.ts';

const clock = (report: Report, name: string) => report.clocks.find((one) => one.name === name);

describe('the report', () => {
  it.each(['en', 'ja'] as const)('reads as before in %s', (lang) => {
    expect(reportMarkdown(makeReport(anIncident(), lang))).toMatchSnapshot();
  });

  it('is the same document for the same input, byte for byte', () => {
    expect(reportJson(makeReport(anIncident(), 'ja'))).toBe(reportJson(makeReport(anIncident(), 'ja')));
  });

  it('has the same references in both languages', () => {
    const refs = (lang: 'en' | 'ja') => makeReport(anIncident(), lang).appendix.map(({ id, cited }) => [id, cited]);

    expect(refs('ja')).toEqual(refs('en'));
  });

  it('leaves to people what only people can say', () => {
    const { blanks } = makeReport(anIncident(), 'en');

    expect(blanks.map(({ text }) => text).every((text) => text === null)).toBe(true);
    expect(blanks.map(({ field }) => field)).toEqual(expect.arrayContaining(['five-whys', 'lucky', 'severity']));
  });

  it('says of an action item that it has no owner', () => {
    const [item] = makeReport(anIncident(), 'en').actionItems;

    expect(item).toMatchObject({ missing: ['owner'], due: '2026-12-01' });
  });

  it.each(['UTC', 'Etc/UTC'])('has one column of times where the zone is %s', (timeZone) => {
    const text = reportMarkdown(makeReport(anIncident({ timeZone }), 'en'));

    expect(text).toContain('\n| UTC | Who | Event | Source |\n| --- | --- | --- | --- |\n| 2026-11-20 10:16:00 | @');
    expect(text).not.toContain(`(10:16:00 ${timeZone})`);
  });

  it('keeps hostile text text', () => {
    const actionItems = anIncident().actionItems.map((item) => ({ ...item, text: '<img src=x> [a](http://b) | `c`' }));

    const text = reportMarkdown(makeReport(anIncident({ actionItems }), 'en'));

    expect(text).toContain('\\<img src=x\\> \\[a\\](http:\u200b//b) \\| \\`c\\`');
  });
});

describe('the clocks', () => {
  it('are measured from the failures, not from who pressed what', () => {
    const report = makeReport(anIncident(), 'en');

    expect(clock(report, 'impact-start')).toMatchObject({
      at: '2026-11-20T09:41:07Z',
      source: 'measured',
      confidence: 'high',
    });
    expect(clock(report, 'impact-end')).toMatchObject({ at: '2026-11-20T10:14:48Z', source: 'measured' });
    expect(clock(report, 'resolution')).toMatchObject({ at: '2026-11-20T11:10:00Z', source: 'recorded' });
    expect(report.durations.find(({ name }) => name === 'impact')?.seconds).toBe(33 * 60 + 41);
  });

  it('leave the end open while failures go on', () => {
    const report = makeReport(anIncident({ answers: [anAnswer()] }), 'en');

    expect(clock(report, 'impact-end')).toMatchObject({ at: null, refs: [] });
    expect(report.durations.find(({ name }) => name === 'impact')?.seconds).toBeNull();
  });

  it('do not trust a start at the very edge of the window', () => {
    const answer = anAnswer({ symptom: { ...anAnswer().symptom, firstSeen: '2026-11-20T09:15:20.000Z' } });

    expect(clock(makeReport(anIncident({ answers: [answer, calmAnswer] }), 'en'), 'impact-start')?.confidence).toBe(
      'low',
    );
  });

  it.each([
    ['2026-11-20T09:17:59.000Z', 'It began at or before 2026-11-20 09:17:59 UTC'],
    ['2026-11-20T09:18:00.000Z', 'It began at 2026-11-20 09:18:00 UTC'],
  ])('say of failures first seen at %s, in a window from 09:15, "%s"', (firstSeen, sentence) => {
    const answer = anAnswer({ symptom: { ...anAnswer().symptom, firstSeen } });

    const report = makeReport(anIncident({ answers: [answer, calmAnswer] }), 'en');

    expect(report.summary.map(({ text }) => text)).toContainEqual(expect.stringContaining(sentence));
  });

  it('count a length from an open beginning as "at least", also in the table', () => {
    const answer = anAnswer({ symptom: { ...anAnswer().symptom, firstSeen: '2026-11-20T09:15:00.000Z' } });

    const text = reportMarkdown(makeReport(anIncident({ answers: [answer, calmAnswer] }), 'en'));

    expect(text).toContain('- Length of the impact: at least 59 min 48 s');
    expect(text).toMatch(/\| Impact began \| 2026-11-20 09:15:00 UTC \(18:15:00 Asia\/Tokyo\) or before \|/);
    expect(text).toMatch(/- From detection to the cause: (?!at least)/);
  });

  it('do not count a resolution that was taken back', () => {
    const events = chained([
      { type: 'opened', by: 'slack:T1/U1', at: 1000, body: { title: 'x' } },
      { type: 'resolved', by: 'slack:T1/U1', at: 2000, body: { from: 'monitoring', to: 'resolved' } },
      { type: 'reopened', by: 'slack:T1/U1', at: 3000, body: { from: 'resolved', to: 'investigating' } },
    ]);

    expect(clock(makeReport(anIncident({ events }), 'en'), 'resolution')?.at).toBeNull();
  });
});

describe('the proof of a report', () => {
  const report = sealReport(makeReport(anIncident(), 'en'), sha256);
  const missing = (one: Report) => {
    const proof = verifyReport(one, sha256);
    return proof.ok ? [] : proof.missing;
  };

  it('finds every sentence bound to a source', () => {
    expect(verifyReport(report, sha256)).toMatchObject({ ok: true });
    expect(verifyReport(parseReport(reportJson(report)), sha256)).toEqual(verifyReport(report, sha256));
  });

  it.each(report.appendix.map(({ id }) => id))('fails without the entry %s', (id) => {
    const cut = { ...report, appendix: report.appendix.filter((entry) => entry.id !== id) };

    expect(missing(cut)).not.toEqual([]);
  });

  it('fails when any one reference is taken from a sentence', () => {
    const json = reportJson(report);
    const places = [...json.matchAll(/^ +"refs": \[\n +"([^"]+)"/gm)];

    const proofs = places.map(({ index, 0: whole, 1: id = '' }) => {
      const without = json.slice(0, index) + whole.replace(`"${id}"`, '"gone"') + json.slice(index + whole.length);
      return missing(parseReport(without)).length > 0;
    });

    expect(places.length).toBeGreaterThan(20);
    expect(proofs.every((noticed) => noticed)).toBe(true);
  });

  it('refuses a file that is no report', () => {
    expect(() => parseReport('{"schema": "other"}')).toThrow('usage');
    expect(() => parseReport('not JSON')).toThrow('usage');
  });
});

describe('the integrity line', () => {
  it('says that the timeline was changed', () => {
    const { integrity } = makeReport(anIncident({ chain: { ok: false, at: 3, why: 'hash' } }), 'en');

    expect(integrity).toMatchObject({ ok: false, head: null });
    expect(integrity.text).toContain('event 3');
  });
});
