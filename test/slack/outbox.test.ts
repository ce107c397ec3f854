import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type MemoryStore, openMemoryStore } from '../model/memory-store.ts';
import { type Outcome, run, type Scenario } from '../model/run.ts';
import { opening, walking } from '../model/scenarios.ts';
import type { Chooser } from '../model/world.ts';

// Two processes, the real outbox and a simulated Slack: what happens is decided by the test.

let memory: MemoryStore;
beforeAll(async () => {
  memory = await openMemoryStore();
});
afterAll(() => memory.close());

/** Goes this way at these calls of the name, counted from 1. */
function at(name: string, times: readonly number[], way: string): Chooser {
  let calls = 0;
  return (ways, called) => {
    if (called !== name) return 0;
    calls += 1;
    return times.includes(calls) ? Math.max(0, ways.indexOf(way)) : 0;
  };
}

const play = async (scenario: Scenario, choose: Chooser): Promise<Outcome> => {
  const outcome = await run(memory, scenario, choose);
  expect(outcome.broken).toBeUndefined();
  return outcome;
};
const rows = () =>
  memory.all<{ key: string; state: string; error: string | null }>('select * from outbox order by ord');
const events = () => memory.all<{ type: string }>('select type from timeline order by seq').map(({ type }) => type);
const ofRoot = ({ slack }: Outcome) => slack.messages.filter(({ key }) => key === 'inc_0001/root');

describe('a root message that somebody deletes', () => {
  const deleted = 'somebody deletes what it hangs on';

  it('is posted anew once, and the thread goes on below the new one', async () => {
    const outcome = await play(walking, at('chat.update', [1], deleted));

    const [old, anew] = ofRoot(outcome);
    expect([old?.isDeleted, anew?.isDeleted]).toEqual([true, false]);
    const last = outcome.slack.messages.at(-1);
    expect(last).toMatchObject({ threadTs: anew?.ts });
    expect(rows().every(({ state }) => state === 'sent')).toBe(true);
  });

  it('is posted anew when a reply finds nothing to hang on', async () => {
    const outcome = await play(walking, at('chat.postMessage', [2], deleted));

    const [, anew] = ofRoot(outcome);
    const card = outcome.slack.messages.find(({ key }) => key?.startsWith('card_'));
    expect(card?.threadTs).toBe(anew?.ts);
  });

  it('stays away when it is deleted again: what waits for it fails where it can be seen, and the timeline is whole', async () => {
    const outcome = await play(walking, at('chat.postMessage', [2, 4], deleted));

    expect(ofRoot(outcome)).toHaveLength(2);
    expect(rows().filter(({ state }) => state === 'failed')).not.toEqual([]);
    expect(rows().every(({ state, error }) => state !== 'failed' || error?.includes('deleted'))).toBe(true);
    expect(events()).toEqual(expect.arrayContaining(['opened', 'runbook-started', 'step-shown']));
  });
});

describe('an archived channel', () => {
  const archived = 'somebody archives the channel';

  it('is told to the person who asked, and nothing waits in silence', async () => {
    const { slack } = await play(opening, at('chat.postMessage', [1], archived));

    expect(slack.messages).toEqual([]);
    expect(slack.whispers.map(({ text }) => text)).toEqual([expect.stringContaining('The channel is archived')]);
    expect(rows().filter(({ state }) => state === 'due')).toEqual([]);
    expect(events()).toContain('opened');
  });

  it('keeps the timeline of an incident that goes on in it', async () => {
    await play(walking, at('chat.postMessage', [2], archived));

    expect(rows().filter(({ state }) => state === 'failed')).not.toEqual([]);
    expect(events()).toEqual(expect.arrayContaining(['opened', 'runbook-started', 'step-shown']));
  });
});

describe('a message that could not go out when it happened', () => {
  const revoked = 'token revoked for 40 s';

  it('says how late it is, and goes on saying so when it is edited', async () => {
    const outcome = await play(walking, at('chat.postMessage', [1, 2, 3, 4, 5], revoked));

    const [root] = ofRoot(outcome);
    expect(root?.text).toMatch(/Delayed by [2-9] min/);
    expect(outcome.trace.some((line) => line.includes('chat.update'))).toBe(true);
  });

  it('says nothing of a moment', async () => {
    const outcome = await play(walking, at('chat.postMessage', [1], revoked));

    expect(ofRoot(outcome)[0]?.text).not.toContain('Delayed');
  });
});

describe('a process that dies while it sends', () => {
  it.each(['crash before', 'crash after', 'crash, done late', 'pause after'])(
    'is followed by the other within 20 s, which looks before it posts: %s',
    async (way) => {
      const outcome = await play(opening, at('chat.postMessage', [1], way));

      expect(ofRoot(outcome)).toHaveLength(1);
      const seconds = outcome.trace.map((line) => Number.parseFloat(line)).filter((second) => !Number.isNaN(second));
      expect(Math.max(...seconds)).toBeLessThan(way === 'pause after' ? 25 : 20);
      expect(outcome.trace.some((line) => line.includes('conversations.history'))).toBe(true);
    },
  );
});
