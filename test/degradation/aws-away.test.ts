import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type House, openHouse } from '../slack/house.ts';
import { eventually, health, metric } from './away.ts';

jest.setTimeout(60_000);

const env = { AWS_ACCESS_KEY_ID: 'AKIDTEST', AWS_SECRET_ACCESS_KEY: 'test', AWS_EC2_METADATA_DISABLED: 'true' };
const before = { ...process.env };
let house: House;
beforeEach(async () => {
  Object.assign(process.env, env);
  // Nothing listens at the address that the house has for AWS.
  house = await openHouse({});
});
afterEach(async () => {
  await house.close();
  process.env = before;
});

const said = (pattern: RegExp) => house.until(({ text }) => pattern.test(text));

describe('while AWS is away', () => {
  it('the thread says so and what to look at, and everything that needs no AWS goes on', async () => {
    await house.type('check shop-alb');
    await said(/AWS/);
    await said(/not be reached|unreachable|could not reach/i);
    await house.type('incident open');
    await house.type('help');
    await house.until(({ text, onlyFor }) => onlyFor !== undefined && text.includes('/502'));

    expect(await health(house)).toEqual({ status: 200, broken: {} });
    expect(
      await eventually(
        () => metric(house, 'fiveohtwo_check_duration_seconds_count{outcome="aws-unreachable"}'),
        (count) => count !== undefined,
      ),
    ).toBe(1);
  });
});
