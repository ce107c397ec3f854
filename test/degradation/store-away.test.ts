import { StatementSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type House, openHouse } from '../slack/house.ts';
import { diagnose, eventually, health, metric, ourClock, posted } from './away.ts';

jest.setTimeout(60_000);

let house: House;
let clock: ReturnType<typeof ourClock>;
beforeEach(async () => {
  clock = ourClock();
  house = await openHouse({ diagnose });
});
afterEach(async () => {
  jest.restoreAllMocks();
  await house.close();
  clock.giveBack();
});

const said = (part: string) => house.until(({ text }) => text.includes(part));

const faults = [
  ['is full', /^commit/, 13, 'database or disk is full'],
  ['is locked by somebody', /^begin/, 5, 'database is locked'],
] as const;

/** SQLite answers with this error, at every begin or commit, until mocks are restored. */
function breakAt(statement: RegExp, errcode: number, message: string): void {
  const { run, all } = StatementSync.prototype;
  const broken = (real: typeof run | typeof all) =>
    function (this: StatementSync, ...parameters: unknown[]) {
      if (statement.test(this.sourceSQL)) throw Object.assign(new Error(message), { errcode });
      return Reflect.apply(real, this, parameters);
    };
  jest.spyOn(StatementSync.prototype, 'run').mockImplementation(broken(run) as never);
  jest.spyOn(StatementSync.prototype, 'all').mockImplementation(broken(all) as never);
}

describe.each(faults)('while the database %s', (_, statement, errcode, message) => {
  it('the person is told, health names it, and afterwards nothing is missing and nothing is twice', async () => {
    await house.type('check one-alb');
    await said('Checklist');
    const before = posted(house);
    breakAt(statement, errcode, message);

    await house.type('check two-alb');

    const told = await house.until(({ onlyFor }) => onlyFor === 'U0BEN');
    expect(told.text).toContain('type it again');
    const broken = (await health(house)).broken as Record<string, string>;
    expect(broken).toHaveProperty('intake', 'failing');
    expect((await health(house, '/livez')).status).toBe(200);

    jest.restoreAllMocks();
    // What was being sent at that moment is looked for when the lease of its channel has run out.
    clock.leap(61_000);
    await house.type('check three-alb');
    await eventually(
      () => posted(house).filter((intent) => intent.endsWith('/root')).length,
      (roots) => roots === 2,
    );
    await eventually(
      () => metric(house, 'fiveohtwo_outbox_due'),
      (due) => due === 0,
    );
    const after = posted(house);
    expect(new Set(after).size).toBe(after.length);
    expect(after.slice(0, before.length)).toEqual(before);
    expect(await health(house)).toEqual({ status: 200, broken: {} });
    expect(await metric(house, 'fiveohtwo_jobs{state="dead"}')).toBe(0);
  });
});
