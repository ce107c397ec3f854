import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { loadConfig } from '../../src/config/index.ts';
import type { CheckRun } from '../../src/domain/incident.ts';
import type { Store } from '../../src/domain/ports.ts';
import { windowOf } from '../../src/domain/window.ts';
import { makeGatherReport, sha256 } from '../../src/flows/gather-report.ts';
import { reportJson, verifyReport } from '../../src/reports/index.ts';
import { verifyTimeline } from '../../src/store/chain.ts';
import { openStore } from '../../src/store/index.ts';
import { type } from '../cli/a-terminal.ts';
import { anAnswer, anIncident, calmAnswer } from './an-incident.ts';

let dataDir = '';
let store: Store;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'report-'));
  store = await openStore({ dataDir });
  await fill(store);
});

afterEach(async () => {
  await store.close();
  await rm(dataDir, { recursive: true, force: true });
});

/** The incident of the golden tests, as the flows would have kept it. */
async function fill(into: Store): Promise<void> {
  const { incident, events, actionItems, runbooks } = anIncident();
  const at = Date.parse('2026-11-20T10:15:00Z');
  const run = (answer: typeof calmAnswer): CheckRun => ({
    id: answer.run.id,
    state: 'done',
    query: 'shop-alb',
    window: windowOf(new Date(at - 3_600_000), new Date(at)),
    lang: 'en',
    requestedBy: 'slack:T1/U0MIKA',
    channel: 'C1',
    incident: null,
    progress: [],
    answer: JSON.stringify(answer),
    error: null,
    createdAt: at,
    updatedAt: at,
  });
  await into.transaction(async (tx) => {
    await into.runs.create(tx, run(anAnswer()));
    await into.runs.create(tx, run(calmAnswer));
    await into.incidents.create(tx, incident);
    for (const { seq: _, previousHash: __, hash: ___, ...event } of events) await into.timeline.append(tx, event);
    for (const item of actionItems) await into.actionItems.create(tx, item);
    for (const walk of runbooks) {
      await into.runbooks.create(tx, walk.run);
      for (const card of walk.cards) await into.cards.create(tx, card);
    }
  });
}

const clock = { now: () => new Date('2026-11-20T12:00:00Z') };
const gather = (from: Store = store) =>
  makeGatherReport({ store: from, verifyTimeline, clock, timeZone: 'Asia/Tokyo', version: '0.1.0' });

describe('gathering a report', () => {
  it('brings everything that was recorded, with the runs that the timeline names', async () => {
    const report = await gather()('inc_01A');

    expect(report.appendix.filter(({ kind }) => kind === 'run').map(({ id }) => id)).toEqual(['run_01A', 'run_02B']);
    expect(report.timeline).toHaveLength(11);
    expect(report.steps.map(({ result }) => result)).toEqual(['done', 'skipped']);
    expect(report.integrity.ok).toBe(true);
    expect(verifyReport(report, sha256).ok).toBe(true);
  });

  it('follows the language of the incident unless another is asked for', async () => {
    expect((await gather()('inc_01A')).lang).toBe('en');
    expect((await gather()('inc_01A', 'ja')).lang).toBe('ja');
  });

  it('refuses an incident that is not there', async () => {
    await expect(gather()('inc_none')).rejects.toMatchObject({ code: 'incident-not-found' });
  });
});

describe('502 report and 502 verify', () => {
  const parts = () => ({
    config: async () => loadConfig({ FIVEOHTWO_DATA_DIR: dataDir }),
    clock,
    readStore: async () => openStore({ dataDir, readOnly: true }),
    bundles: async () => ({ save: never, load: never, latest: never }),
  });
  const never = async (): Promise<never> => {
    throw new Error('not expected');
  };

  it('read beside a running bot', async () => {
    const report = await type('report inc_01A', { parts: parts() });
    const proof = await type('verify inc_01A', { parts: parts() });

    expect(report).toMatchObject({ exitCode: 0, err: '' });
    expect(report.out).toMatch(/^# shop-alb: 502\n/);
    expect(proof.exitCode).toBe(0);
    expect(proof.out).toMatch(/^inc_01A: the timeline is whole, 11 events, chain head [0-9a-f]{64}\.\n$/);
  });

  it('prove the file of a report, and fail when an evidence id is deleted from it', async () => {
    const file = join(dataDir, 'report.json');
    const json = (await type('report inc_01A --format json', { parts: parts() })).out;
    await writeFile(file, json);
    const whole = await type(`verify ${file}`, { parts: parts() });
    await writeFile(
      file,
      json.replaceAll('"run_01A/ev_7"', '"run_01A/ev_8"').replace('"run_01A/ev_8"', '"run_01A/ev_7"'),
    );
    const broken = await type(`verify ${file}`, { parts: parts() });

    expect(whole).toMatchObject({ exitCode: 0 });
    expect(broken.exitCode).toBe(2);
    expect(broken.out).toContain('ev_7');
  });

  it('notice any one character that was changed, and a digest that was taken out', async () => {
    const file = join(dataDir, 'report.json');
    const json = (await type('report inc_01A --format json', { parts: parts() })).out;
    const verified = async (text: string) => {
      expect(text).not.toBe(json);
      await writeFile(file, text);
      return type(`verify ${file}`, { parts: parts() });
    };
    const changed = [
      json.replace('"title": "shop-alb: 502"', '"title": "shop-alb: 503"'),
      json.replace('"status": "draft"', '"status": "final"'),
      json.replace(/"seconds": (\d)/, '"seconds": 1$1'),
      json.replace('"generatedAt"', '"generatedat"'),
      json.replace(/"digest": "sha256:(.)(?=[^"]*"\n}\n$)/, (all, one) => all.slice(0, -1) + (one === '0' ? '1' : '0')),
    ];

    for (const text of changed) {
      expect(await verified(text)).toMatchObject({
        exitCode: 2,
        out: expect.stringContaining('The report was changed after it was written'),
      });
    }
    expect(await verified(json.replace(/,\n {2}"digest": "[^"]*"\n}\n$/, '\n}\n'))).toMatchObject({
      exitCode: 2,
      out: expect.stringContaining('carries no digest'),
    });
    expect((await verified(JSON.stringify(JSON.parse(json)))).exitCode).toBe(0);
  });

  it('say that the timeline was changed when a row was', async () => {
    const report = await gather()('inc_01A');
    const changed = { ...parts(), verifyTimeline: async () => ({ ok: false, at: 3, why: 'hash' }) as const };

    const proof = await type('verify inc_01A', { parts: changed });

    expect(reportJson(report)).toContain('"ok": true');
    expect(proof).toMatchObject({ exitCode: 2 });
    expect(proof.out).toContain('It breaks at event 3: its content is not what was written.');
  });
});
