import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseCloudWatch } from '../../../src/alarms/parse/cloudwatch.ts';
import type { Parsed } from '../../../src/alarms/parse/parsed.ts';
import { parseAlertmanager, parseGrafana } from '../../../src/alarms/parse/prometheus.ts';
import { parseWebhook } from '../../../src/alarms/parse/webhook.ts';
import { readQueueMessage } from '../../../src/alarms/queue-message.ts';
import { transitionId } from '../../../src/domain/alarm.ts';
import * as sent from '../fixtures/cloudwatch.ts';
import { alertmanager, grafana, webhook } from '../fixtures/others.ts';

const parsers: Readonly<Record<string, (value: unknown) => Parsed>> = {
  cloudwatch: (value) => parseCloudWatch(JSON.stringify(value) ?? ''),
  queue: (value) => {
    const read = readQueueMessage(JSON.stringify(value) ?? '', []);
    if (read.kind === 'foreign-topic') throw new Error('no topic is foreign to a queue without topics');
    return read;
  },
  alertmanager: parseAlertmanager,
  grafana: parseGrafana,
  webhook: parseWebhook,
};
const real = [...Object.values(sent), alertmanager, grafana, webhook];

/** A real message with one of its values, anywhere, in the place of which anything stands. */
const bent = fc.tuple(fc.constantFrom(...real), fc.nat(), fc.jsonValue()).map(([value, at, other]) => {
  let left = at % 60;
  return JSON.parse(JSON.stringify(value), (_key, each) => (left-- === 0 ? other : each)) as unknown;
});

/** What may be kept: nothing undefined, no NUL, a real time, an id of bounded length. */
function mustBeSound(parsed: Parsed): void {
  expect(['alarms', 'ignored', 'malformed']).toContain(parsed.kind);
  if (parsed.kind !== 'alarms') return;
  for (const event of parsed.events) {
    expect(Number.isSafeInteger(event.changedAt) && event.changedAt > 0).toBe(true);
    expect(transitionId(event).length).toBeLessThan(500);
    const json = JSON.stringify(event);
    expect(JSON.parse(json)).toEqual(event);
    expect(json.includes('\\u0000')).toBe(false);
    expect(json.isWellFormed() && !/\\ud[89a-f]/.test(json)).toBe(true);
  }
}

describe.each(Object.entries(parsers))('the parser of %s', (_name, parse) => {
  it('finds an alarm or a reason in whatever JSON it is given', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => mustBeSound(parse(value))),
      { numRuns: 300 },
    );
  });

  it('finds an alarm or a reason in a real message that was bent in one place', () => {
    fc.assert(
      fc.property(bent, (value) => mustBeSound(parse(value))),
      { numRuns: 500 },
    );
  });
});

it('takes text that is no JSON for malformed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (body) => {
      mustBeSound(parseCloudWatch(body));
    }),
    { numRuns: 300 },
  );
});
