import { describe, expect, it, jest } from '@jest/globals';
import type { Found } from '../../src/domain/doctor.ts';
import { makeClocks } from '../../src/flows/doctor/clocks.ts';
import { exitCodeOf, groupOf, inOrder } from '../../src/flows/doctor/groups.ts';
import { runProbes } from '../../src/flows/doctor/run-probes.ts';
import { failed, off, ok, unknown } from '../../src/messages/found.ts';

const signal = new AbortController().signal;
const idsOf = (found: readonly Found[]) => found.map(({ id, state }) => `${state} ${id}`);

describe('probes', () => {
  it('that hang become an unknown with its reason, and keep nothing of what the others found', async () => {
    jest.useFakeTimers();
    let gaveUp = false;
    const hangs = {
      id: 'aws',
      limitMs: 5_000,
      run: (own: AbortSignal) => {
        own.addEventListener('abort', () => {
          gaveUp = true;
        });
        return new Promise<never>(() => undefined);
      },
    };
    const running = runProbes([hangs, { id: 'store', run: async () => [ok('store/schema')] }], { signal });
    await jest.advanceTimersByTimeAsync(5_000);
    const found = await running;
    jest.useRealTimers();

    expect(idsOf(found)).toEqual(['unknown probe/timed-out', 'ok store/schema']);
    expect(found[0]?.said.args).toEqual({ probe: 'aws', seconds: 5 });
    expect(found.map(groupOf)).toEqual(['aws', 'store']);
    expect(gaveUp).toBe(true);
  });

  it('that break are told as a bug of the program', async () => {
    const run = async (): Promise<never> => {
      throw new TypeError('x is not a function');
    };

    const found = await runProbes([{ id: 'slack', run }], { signal });

    expect(idsOf(found)).toEqual(['failed probe/broke']);
    expect(found[0]?.said.args).toEqual({ probe: 'slack', detail: 'TypeError: x is not a function' });
  });

  it('end when the person gives up', async () => {
    const person = new AbortController();
    const running = runProbes([{ id: 'aws', run: () => new Promise<never>(() => undefined) }], {
      signal: person.signal,
    });
    person.abort(new Error('Ctrl-C'));

    await expect(running).rejects.toThrow('Ctrl-C');
  });
});

describe('what was found', () => {
  const found = [
    off('alarms/off'),
    ok('store/schema'),
    unknown('clock/not-known'),
    ok('settings/read'),
    failed('store/schema-older', { where: 'x' }),
  ];

  it('stands by group, with what needs somebody first', () => {
    expect(idsOf(inOrder(found))).toEqual([
      'ok settings/read',
      'off alarms/off',
      'failed store/schema-older',
      'ok store/schema',
      'unknown clock/not-known',
    ]);
  });

  it('gives CI 0, 2 or 3: an unknown is never a yes', () => {
    expect(exitCodeOf(found)).toBe(2);
    expect(exitCodeOf(found.filter(({ state }) => state !== 'failed'))).toBe(3);
    expect(exitCodeOf(found.filter(({ state }) => state === 'ok' || state === 'off'))).toBe(0);
  });
});

describe('the clocks of others', () => {
  const now = Date.parse('2026-11-20T10:10:00Z');
  const judged = (...dates: readonly (string | undefined)[]) => {
    const clocks = makeClocks(() => now);
    for (const date of dates) clocks.tell('Slack', date);
    return idsOf(clocks.findings());
  };

  it('agree to within a minute, drift up to five, and are skewed beyond', () => {
    expect(judged('Fri, 20 Nov 2026 10:09:00 GMT')).toEqual(['ok clock/ok']);
    expect(judged('Fri, 20 Nov 2026 10:08:59 GMT')).toEqual(['failed clock/drifting']);
    expect(judged('Fri, 20 Nov 2026 10:15:00 GMT')).toEqual(['failed clock/drifting']);
    expect(judged('Fri, 20 Nov 2026 10:15:01 GMT')).toEqual(['failed clock/skewed']);
  });

  it('are told by the answer that was fastest; what is no date is no clock', () => {
    expect(judged('Fri, 20 Nov 2026 10:07:00 GMT', 'Fri, 20 Nov 2026 10:09:50 GMT')).toEqual(['ok clock/ok']);
    expect(judged('yesterday', undefined)).toEqual(['unknown clock/not-known']);
  });
});
