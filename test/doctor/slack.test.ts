import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { FlowDeps } from '../../src/flows/deps.ts';
import { makeRunDoctor } from '../../src/flows/doctor/run-doctor.ts';
import { openStore } from '../../src/store/index.ts';
import { buttonsOf, CHANNEL, ELSEWHERE, type House, openHouse } from '../slack/house.ts';

const nobodyChecks = async (): Promise<never> => {
  throw new Error('no check was expected');
};
const LIMIT_MS = 60_000;
const isButtonShown = (message: { readonly blocks: readonly unknown[] }) =>
  JSON.stringify(message.blocks).includes('doctor-press');

// Nothing is asked of the machine's own role: the house has no AWS at all.
const before = { ...process.env };
beforeAll(() => {
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret-of-the-example' });
});
afterAll(() => {
  process.env = before;
});

describe('/502 doctor', () => {
  let house: House;
  beforeEach(async () => {
    house = await openHouse({ diagnose: nobodyChecks });
  });
  afterEach(() => house.close());

  it(
    'is one message: it says what it looks at, then what it found with the lines that mend it, then who pressed',
    async () => {
      await house.type('doctor');
      const shown = await house.until(isButtonShown);
      // In this house there is no AWS.
      expect(shown.text).toMatch(/FAILED: .*AWS/);
      expect(shown.text).toContain('Not known yet whether button presses come in');

      await house.press(/doctor-press/, 'U0AIKO');

      const pressed = await house.until(({ text }) => text.includes('The button press came through'));
      expect(pressed.text).toContain('<@U0AIKO>');
      expect(buttonsOf([pressed])).toEqual([]);
      expect(pressed.ts).toBe(shown.ts);
      expect(house.messages().filter(({ text }) => text.startsWith('Doctor'))).toHaveLength(1);
    },
    LIMIT_MS,
  );

  it(
    'is answered privately where the bot is no member, and cannot be pressed there',
    async () => {
      await house.type('doctor', 'U0BEN', ELSEWHERE);

      const answer = await house.until(({ text }) => text.includes('FAILED'), ELSEWHERE);

      expect(answer.onlyFor).toBe('U0BEN');
      expect(buttonsOf([answer])).toEqual([]);
    },
    LIMIT_MS,
  );

  it(
    'presses of the doctor itself are no presses of people',
    async () => {
      await house.bot.accept({
        id: 'action/doctor-n1',
        kind: 'action',
        body: {
          team: 'T0SHOP',
          user: 'U0DOCTOR',
          channel: 'C0DOCTOR',
          responseUrl: null,
          action: 'doctor-ping',
          value: 'n1',
        },
      });
      await house.type('doctor');
      await house.until(isButtonShown);

      const store = await openStore({ dataDir: house.dataDir, readOnly: true });
      const seen = await store.transaction(async (tx) => ({
        heard: await store.doctor.isHeard(tx, 'n1'),
        lastPress: await store.doctor.lastPress(tx),
      }));
      await store.close();

      expect(seen).toEqual({ heard: true, lastPress: null });
    },
    LIMIT_MS,
  );

  it(
    'says that no press came when its time is over, and believes a late one all the same',
    async () => {
      await house.type('doctor');
      await house.until(isButtonShown);
      const element = buttonsOf(house.messages()).find(({ id }) => id === 'doctor-press')?.element ?? {};
      await house.bot.stop();
      await noPress(house.dataDir, String(element.value));
      await house.restart();

      const late = await house.until(({ text }) => text.includes('No press arrived within 60 s'));
      expect(late.text).toContain('Interactivity &amp; Shortcuts');
      expect(buttonsOf([late])).toEqual([]);

      await house.pressStale({ id: 'doctor-press', message: late, element: { ...element, block_id: 'x' } }, 'U0BEN');
      await house.until(({ text }) => text.includes('The button press came through'));
    },
    LIMIT_MS,
  );
});

/** What the job does when its time has come, without waiting for it. */
async function noPress(dataDir: string, run: string): Promise<void> {
  const store = await openStore({ dataDir });
  const deps = { store, clock: { now: () => new Date() }, wakeOutbox: () => undefined } as unknown as FlowDeps;
  const handler = makeRunDoctor({ ...deps, examine: nobodyChecks });
  const signal = new AbortController().signal;
  const commit = await handler({ id: 'job_1', attempt: 1, data: { run, late: true }, signal });
  await store.transaction(commit);
  await store.close();
}

describe('/502 doctor in a channel that speaks Japanese', () => {
  it(
    'is Japanese',
    async () => {
      const house = await openHouse({ diagnose: nobodyChecks }, 'ja');
      await house.type('doctor shop-alb');
      const shown = await house.until(isButtonShown, CHANNEL);
      await house.close();

      expect(shown.text).toContain('点検結果');
      expect(shown.text).not.toMatch(/FAILED|unknown:/);
    },
    LIMIT_MS,
  );
});
