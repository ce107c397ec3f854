import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { exitCodeOf } from '../../src/flows/doctor/groups.ts';
import { say } from '../../src/messages/say.ts';
import { type Clinic, idsIn, openClinic } from './clinic.ts';
import { faults, rowOf } from './faults.ts';

const LIMIT_MS = 120_000;
let clinic: Clinic;

beforeAll(async () => {
  clinic = await openClinic();
}, LIMIT_MS);
afterEach(() => clinic.heal(), LIMIT_MS);
afterAll(() => clinic.close());

describe('a bot that has nothing wrong with it', () => {
  it('is found in order by every probe, and CI may go on', async () => {
    const { diagnosis } = await clinic.examine();

    expect(idsIn(diagnosis.found, 'failed')).toEqual([]);
    expect(idsIn(diagnosis.found, 'unknown')).toEqual([]);
    expect(idsIn(diagnosis.found, 'ok').length).toBeGreaterThan(20);
    expect(exitCodeOf(diagnosis.found)).toBe(0);
  }, 60_000);
});

it('a bot of Socket Mode has no address to press at, and its socket is tried', async () => {
  const other = await clinic.slackWith(clinic.scopes, 'xapp-clinic');
  const env = { SLACK_APP_TOKEN: 'xapp-clinic', SLACK_SIGNING_SECRET: undefined, SLACK_API_URL: other.apiUrl };

  const { diagnosis } = await clinic.examine({ env });

  expect(idsIn(diagnosis.found, 'failed')).toEqual([]);
  expect(idsIn(diagnosis.found, 'ok')).toContain('slack/socket');
}, 120_000);

it('docs/doctor.md lists every fault that is tried here', () => {
  const page = readFileSync('docs/doctor.md', 'utf8');

  expect(faults.map(rowOf).filter((row) => !page.includes(row))).toEqual([]);
  expect(new Set(faults.flatMap(({ failed }) => failed)).size).toBeGreaterThan(40);
});

describe('the doctor calls by its name, and accuses nothing else:', () => {
  for (const fault of faults) {
    it(
      fault.name,
      async () => {
        const changes = await fault.inject(clinic);

        const { diagnosis } = await clinic.examine(changes);

        expect(idsIn(diagnosis.found, 'failed')).toEqual(fault.failed.toSorted());
        expect(idsIn(diagnosis.found, 'unknown')).toEqual((fault.unknown ?? []).toSorted());
        expect(exitCodeOf(diagnosis.found)).toBe(fault.failed.length > 0 ? 2 : 3);
        const named = [...fault.failed, ...(fault.unknown ?? [])];
        const lines = diagnosis.found.filter(({ id }) => named.includes(id)).map(({ fix }) => fix && say('en', fix));
        expect(lines).toContainEqual(expect.stringMatching(fault.mends));
      },
      LIMIT_MS,
    );
  }
});
