import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { Message } from '../../sandbox/slack/model.ts';
import type { Diagnose } from '../../src/flows/diagnose.ts';
import { answerIn } from './answers.ts';
import { type House, openHouse } from './house.ts';

jest.setTimeout(60_000);

/** All 412 failures are in the minutes that are told, so that the verdict's thread has a chart. */
const diagnose: Diagnose = async ({ runId = '', lang }) => {
  const { run, ...answer } = answerIn(lang);
  const minutes = [12, 180, 220].map((count, nth) => ({ at: `2026-11-20T10:0${nth + 2}:00Z`, count }));
  const symptom = { ...answer.symptom, count: 412, byMinute: minutes, firstSeen: '2026-11-20T10:02:07.000Z' };
  return { answer: { ...answer, symptom, run: { ...run, id: runId } }, bundle: {} as never, digest: 'sha256:0' };
};

let house: House;
afterEach(() => house.close());

const typesOf = (message: Message) => message.blocks.map(({ type }) => type);
const finding = /HTTP 502 began at 10:02 UTC: none before, 220 per minute/;
const front = () => house.until(({ text }) => finding.test(text));
const picture = () => house.until(({ files }) => files.length > 0);
const refusals = () =>
  house.slack.journal({ method: 'chat.postMessage' }).filter(({ error }) => error === 'invalid_blocks');

describe('the chart of a verdict', () => {
  it('is a block of its own in the thread, with the finding in words', async () => {
    house = await openHouse({ diagnose });

    await house.type('check shop-alb');

    expect(typesOf(await front())).toContain('data_visualization');
    expect(house.messages().flatMap(({ files }) => files)).toEqual([]);
  });

  it('is a picture in the thread, with words, where the workspace has no chart block yet', async () => {
    house = await openHouse({ diagnose });
    house.slack.workspace.takesCharts = false;

    await house.type('check shop-alb');

    const message = await front();
    expect(typesOf(message)).toEqual(expect.arrayContaining(['header', 'context', 'section']));
    expect(message.text).toMatch(finding);
    const { files, threadTs } = await picture();
    const file = house.slack.workspace.files.get(files[0] ?? '');
    expect(file?.name).toMatch(/^chart-[0-9a-f]{8}\.png$/);
    expect(file?.altText).toMatch(finding);
    expect(file?.bytes?.subarray(1, 4).toString()).toBe('PNG');
    expect(threadTs).toBe(message.threadTs);
  });

  it('is asked for once: what Slack refused is remembered, and each picture comes once', async () => {
    house = await openHouse({ diagnose });
    house.slack.workspace.takesCharts = false;

    await house.type('check shop-alb');
    await picture();
    await house.type('check other-alb');
    await house.until(() => house.messages().filter(({ files }) => files.length > 0).length === 2);

    expect(refusals()).toHaveLength(1);
    expect(house.messages().filter(({ text }) => finding.test(text))).toHaveLength(2);
  });

  it('comes once even when the answer to the upload is lost', async () => {
    house = await openHouse({ diagnose });
    house.slack.workspace.takesCharts = false;
    house.slack.faults.add({ method: 'files.completeUploadExternal', kind: 'drop', when: 'after' });

    await house.type('check shop-alb');
    await picture();
    await house.type('incidents');
    await house.until(({ onlyFor }) => onlyFor !== undefined);

    expect(house.messages().filter(({ files }) => files.length > 0)).toHaveLength(1);
  });
});
