import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { makeAws } from '../src/aws/index.ts';
import { answerJson } from '../src/diagnosis/index.ts';
import type { Answer } from '../src/domain/answer.ts';
import { makeDiagnose } from '../src/flows/diagnose.ts';
import { recordBug } from '../src/record-bug.ts';
import { makeBundleStore, newId } from '../src/store/index.ts';
import { type House, openHouse } from './slack/house.ts';
import { clock, region, window } from './support/aws-account.ts';
import { allCanaries, canaries, leakedFrom } from './support/canaries.ts';
import { plantEverywhere } from './support/planted-account.ts';

jest.setTimeout(60_000);

/** The whole line over an account full of secrets: check, incident, explanation and report; then everything is searched. */
describe('a secret that stands everywhere in AWS', () => {
  const runs = mkdtempSync(join(tmpdir(), 'canary-'));
  let house: House;
  let answer: Answer;

  beforeAll(async () => {
    plantEverywhere(allCanaries);
    const aws = makeAws({ profiles: [], region, deadlineMs: 20_000, clock });
    const diagnose = makeDiagnose({ aws, bundles: makeBundleStore(runs), clock, newId, version: '0.0.0' });
    house = await openHouse({
      diagnose: async (request) => {
        const done = await diagnose({ ...request, window });
        ({ answer } = done);
        return done;
      },
    });
    await house.type('check shop-alb');
    await house.until(({ text }) => text.includes('Checklist'));
    await house.press(/^open-incident$/);
    await house.until(({ text }) => text.includes('Incident: Investigating'));
    await house.press(/^why$/);
    await house.press(/^resolve$/);
    await house.until(({ text }) => text.includes('Resolved by'));
    await house.type('report');
    await house.until(({ files }) => files.length > 0);
  });
  afterAll(() => house.close());

  it('was there to be found', () => {
    expect(leakedFrom(allCanaries)).toHaveLength(canaries.length);
    expect(answer.findings.length).toBeGreaterThan(20);
  });

  it('is in no bundle on disk', () => {
    const [run = ''] = readdirSync(join(runs, 'runs'));
    const bundle = readFileSync(join(runs, 'runs', run, 'bundle.json'), 'utf8');

    expect(bundle).toContain('<redacted:');
    expect(leakedFrom(bundle)).toEqual([]);
  });

  it('is in no answer of the command line', () => {
    expect(leakedFrom(answerJson(answer))).toEqual([]);
  });

  it('is in nothing that Slack was sent: messages, metadata, private replies and files', () => {
    const calls = house.slack.journal();
    const files = [...house.slack.workspace.files.values()].map(({ bytes }) => String(bytes));

    expect(calls.length).toBeGreaterThan(10);
    expect(files.some((content) => content.includes('Timeline'))).toBe(true);
    expect(leakedFrom(JSON.stringify([calls, house.messages()]))).toEqual([]);
    expect(leakedFrom(files.join('\n'))).toEqual([]);
  });

  it('is in no row of the database', () => {
    const files = readdirSync(house.dataDir).filter((name) => name.startsWith('fiveohtwo.db'));

    expect(files.length).toBeGreaterThan(0);
    for (const name of files) expect(leakedFrom(readFileSync(join(house.dataDir, name), 'latin1'))).toEqual([]);
  });

  it('is in no line of the log when an error quotes it', () => {
    const script = `
      import { makeLog } from './src/log.ts';
      const error = new Error(process.env.PLANTED, { cause: new Error(process.env.PLANTED) });
      makeLog('info').error({ err: error, token: process.env.PLANTED }, 'it failed');`;
    const { stderr } = spawnSync(process.execPath, ['--input-type=module-typescript', '-e', script], {
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: '', PLANTED: allCanaries },
    });

    expect(stderr).toContain('it failed');
    expect(leakedFrom(stderr)).toEqual([]);
  });

  it('is in no record of a bug', async () => {
    const place = await recordBug('canary', new Error(allCanaries, { cause: { planted: allCanaries } }));

    expect(leakedFrom(readFileSync(place ?? '', 'utf8'))).toEqual([]);
  });
});
