import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { checkIds } from '../../src/checks/index.ts';
import type { Runbook, Step } from '../../src/domain/runbook.ts';
import { runbooks } from '../../src/runbooks/index.ts';

const ends = ['resolved', 'escalate'];

function leadsTo(step: Step): readonly string[] {
  switch (step.kind) {
    case 'tell':
    case 'act':
      return [step.next];
    case 'ask':
      return step.answers.map(({ next }) => next);
    case 'check':
      return [...step.branches.map(({ next }) => next), step.otherwise];
    case 'wait':
      return [step.then, step.late];
  }
}

/** Everything that can be reached from a step, ends included. */
function reachable({ steps }: Runbook, start: string): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [start];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    const step = steps[name];
    if (step !== undefined) open.push(...leadsTo(step));
  }
  return found;
}

const books = runbooks.map((book) => [book.id, book] as const);

it('lists every runbook under its file name', () => {
  const files = readdirSync(join(import.meta.dirname, '../../src/runbooks')).map((file) => file.slice(0, -3));

  expect(runbooks.map(({ id }) => id).sort()).toEqual(
    files.filter((file) => file !== 'index' && file !== 'define-runbook').sort(),
  );
});

describe.each(books)('%s', (_id, book) => {
  const steps = Object.entries<Step>(book.steps);

  it('leads only to steps that exist', () => {
    const known = new Set([...Object.keys(book.steps), ...ends]);

    expect(steps.flatMap(([, step]) => leadsTo(step)).filter((name) => !known.has(name))).toEqual([]);
  });

  it('reaches every step from its start', () => {
    const found = reachable(book, book.start);

    expect(Object.keys(book.steps).filter((name) => !found.has(name))).toEqual([]);
  });

  it('can end well from every step, and can call for help', () => {
    const stuck = Object.keys(book.steps).filter((name) => !reachable(book, name).has('resolved'));

    expect(stuck).toEqual([]);
    expect(reachable(book, book.start).has('escalate')).toBe(true);
  });

  it('asks with two to five buttons of at most 30 characters', () => {
    const asks = steps.flatMap(([, step]) => (step.kind === 'ask' ? [step.answers] : []));
    const labels = asks.flat().flatMap(({ label }) => [label.en, label.ja]);

    expect(asks.filter((answers) => answers.length < 2 || answers.length > 5)).toEqual([]);
    expect(labels.filter((label) => [...label].length > 30)).toEqual([]);
    expect(asks.filter((answers) => new Set(answers.map(({ id }) => id)).size !== answers.length)).toEqual([]);
  });

  it('branches on what it looked at, with checks that exist', () => {
    const looked = steps.flatMap(([name, step]) =>
      step.kind === 'check' ? step.branches.filter(({ check }) => !step.checks.includes(check)).map(() => name) : [],
    );
    const named = steps.flatMap(([, step]) => {
      if (step.kind === 'check') return step.checks;
      return step.kind === 'wait' ? step.until.map(({ check }) => check) : [];
    });

    expect(looked).toEqual([]);
    expect(named.filter((check) => !(checkIds as readonly string[]).includes(check))).toEqual([]);
  });

  it('waits in whole looks and not forever', () => {
    const waits = steps.flatMap(([, step]) => (step.kind === 'wait' ? [step] : []));

    expect(
      waits.filter(
        ({ everySeconds, limitSeconds }) => everySeconds < 60 || limitSeconds > 3600 || limitSeconds < 2 * everySeconds,
      ),
    ).toEqual([]);
  });

  it('names what to watch before a command, and holes only in angle brackets', () => {
    const acts = steps.flatMap(([, step]) => (step.kind === 'act' ? [step] : []));

    expect(acts.filter(({ guard }) => guard.en.length < 10 || guard.ja.length < 5)).toEqual([]);
    expect(acts.flatMap(({ command, undo }) => [command, undo ?? '']).filter((line) => /[{}$]/.test(line))).toEqual([]);
  });
});
