import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type RunningAws, startAws } from '../../sandbox/aws/server.ts';
import { makeAwsProbe } from '../../src/aws/doctor.ts';
import { iamActions } from '../../src/aws/index.ts';
import { say } from '../../src/messages/say.ts';
import { idsIn } from './clinic.ts';

let aws: RunningAws;
const credentials = { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret-of-the-example' };
const before = { ...process.env };
beforeAll(async () => {
  Object.assign(process.env, credentials);
  aws = await startAws({ world: 'test/sandbox/tiny.yaml', port: 0, pageSize: 100 });
}, 60_000);
afterAll(async () => {
  await aws.stop();
  process.env = before;
});

const look = (alarms = true) =>
  makeAwsProbe({
    region: aws.region,
    endpoint: aws.endpoint,
    profiles: [],
    deadlineMs: 60_000,
    clock: { now: () => new Date() },
    target: null,
    lastTarget: async () => null,
    alarms,
    onDate: () => undefined,
  }).run(new AbortController().signal);

async function withFault(operation: string) {
  const set = (faults: readonly object[]) =>
    fetch(`${aws.endpoint}/_sandbox/faults`, { method: 'POST', body: JSON.stringify(faults) });
  await set([{ operation, kind: 'denied' }]);
  try {
    return await look();
  } finally {
    await set([]);
  }
}

/** Windows of a day and more ask these; the doctor's short one does not. */
const forLongWindows = ['logs:GetQueryResults', 'logs:StartQuery', 'logs:StopQuery'];
const tried = iamActions().filter((action) => !forLongWindows.includes(action));

describe('the doctor tries each IAM action', () => {
  it('and says how many were allowed, and which had no need to be tried', async () => {
    const found = await look();

    expect(idsIn(found, 'ok')).toEqual(['aws/account', 'aws/actions']);
    expect(found.find(({ id }) => id === 'aws/actions')?.said.args).toMatchObject({ count: tried.length });
    const rest = found.find(({ id }) => id === 'aws/not-needed');
    expect(rest?.said.args).toMatchObject({ actions: forLongWindows.join(', ') });
  }, 60_000);

  it('but none that only alarms need where there are none', async () => {
    const found = await look(false);

    expect(String(found.find(({ id }) => id === 'aws/not-needed')?.said.args?.actions)).toContain(
      'cloudwatch:DescribeAlarms',
    );
    expect(idsIn(found, 'failed')).toEqual([]);
  }, 60_000);

  it.each(tried)(
    'and names %s when it is denied, and no other',
    async (action) => {
      const operation = action === 's3:ListBucket' ? 's3:ListObjectsV2' : action;
      const found = await withFault(operation);

      const refused = found.filter(({ state }) => state === 'failed');
      expect(refused.map(({ id, said }) => `${id} ${said.args?.action}`)).toEqual([`aws/denied ${action}`]);
      expect(refused.map(({ fix }) => fix && say('en', fix))).toEqual([
        expect.stringContaining(`"Action":"${action}"`),
      ]);
    },
    60_000,
  );
});
