import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import type { TimelineEvent, TimelineHead } from '../../src/domain/incident.ts';
import { emptyHead, linkEvent, verifyTimeline } from '../../src/store/chain.ts';
import { anEvent } from './samples.ts';

function chainOf(count: number): readonly TimelineEvent[] {
  const events: TimelineEvent[] = [];
  for (let n = 1; n <= count; n++) {
    const head: TimelineHead = events.at(-1) ?? emptyHead;
    events.push(linkEvent(anEvent({ id: `event_${n}`, at: 1000 + n, body: { n, text: '502 が増えた' } }), head));
  }
  return events;
}

const headOf = (events: readonly TimelineEvent[]): TimelineHead => events.at(-1) ?? emptyHead;

/** Every way to read the text after one of its bytes was changed; undefined where it is no JSON any more. */
function withByteChanged(bytes: Buffer, at: number, flip: number): readonly TimelineEvent[] | undefined {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ flip;
  try {
    return JSON.parse(copy.toString('utf8')) as readonly TimelineEvent[];
  } catch {
    return undefined;
  }
}

describe('verifyTimeline', () => {
  it('accepts a timeline as it was written, and an empty one', () => {
    const events = chainOf(5);

    expect(verifyTimeline(events, headOf(events))).toEqual({ ok: true, count: 5, head: events[4]?.hash });
    expect(verifyTimeline([], emptyHead)).toMatchObject({ ok: true, count: 0 });
  });

  it('notices every changed byte', () => {
    const events = chainOf(3);
    const bytes = Buffer.from(JSON.stringify(events));

    const changes = [...bytes.keys()].flatMap((at) => [1, 2, 4, 32].map((flip) => ({ at, flip })));
    const real = changes.flatMap(({ at, flip }) => {
      const changed = withByteChanged(bytes, at, flip);
      return changed === undefined || isDeepStrictEqual(changed, events) ? [] : [{ at, flip, changed }];
    });

    expect(real.length).toBeGreaterThan(1000);
    expect(real.filter(({ changed }) => verifyTimeline(changed).ok).map(({ at, flip }) => ({ at, flip }))).toEqual([]);
  });

  it.each([
    ['one is missing', (events: TimelineEvent[]) => events.filter(({ seq }) => seq !== 3), 4, 'seq'],
    ['the first is missing', (events: TimelineEvent[]) => events.slice(1), 2, 'seq'],
    ['two changed places', ([a, b, c, ...rest]: TimelineEvent[]) => [a, c, b, ...rest], 3, 'seq'],
    ['one is there twice', ([a, ...rest]: TimelineEvent[]) => [a, a, ...rest], 1, 'seq'],
    ['the last is missing', (events: TimelineEvent[]) => events.slice(0, -1), 5, 'head'],
    ['all are missing', () => [], 1, 'head'],
  ] as const)('notices that %s', (_, tamper, at, why) => {
    const events = chainOf(5);
    const tampered = tamper([...events]) as TimelineEvent[];

    expect(verifyTimeline(tampered, headOf(events))).toEqual({ ok: false, at, why });
  });

  it('notices an event that was moved in from another incident', () => {
    const [first, second] = chainOf(2);
    const foreign = linkEvent(anEvent({ id: 'x', incident: 'inc_2' }), first ?? emptyHead);

    expect(verifyTimeline([...(first ? [first] : []), foreign])).toEqual({ ok: false, at: 2, why: 'incident' });
    expect(second?.previousHash).toBe(foreign.previousHash);
  });

  it('notices an event that was rewritten together with its hash', () => {
    const [first, ...rest] = chainOf(3);
    const rewritten = linkEvent(anEvent({ id: first?.id ?? '', body: { text: 'nothing happened' } }), emptyHead);

    expect(verifyTimeline([rewritten, ...rest])).toEqual({ ok: false, at: 2, why: 'previous-hash' });
  });
});

describe('linkEvent', () => {
  it('does not depend on the order of keys', () => {
    const one = linkEvent(anEvent({ body: { a: 1, b: { c: 2, d: 3 } } }), emptyHead);
    const other = linkEvent(anEvent({ body: { b: { d: 3, c: 2 }, a: 1 } }), emptyHead);

    expect(one.hash).toBe(other.hash);
  });

  it('gives the same hash in every version of the program', () => {
    expect(linkEvent(anEvent(), emptyHead).hash).toMatchInlineSnapshot(
      `"6f7109074f29d6a3197bae7cd5598855b31e82e32873cee2c15b4f912b3257d9"`,
    );
  });
});
