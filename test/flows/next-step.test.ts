import { describe, expect, it } from '@jest/globals';
import { nextStep, type Observed, outcomeOf } from '../../src/flows/next-step.ts';
import { runbooks } from '../../src/runbooks/index.ts';
import { sampleRunbook } from '../slack/sample-runbook.ts';

const observed = (entries: Record<string, 'seen' | 'not-seen' | 'unknown'>): Observed =>
  new Map(Object.entries(entries));
const look = (step: string, entries: Record<string, 'seen' | 'not-seen' | 'unknown'>) =>
  nextStep(sampleRunbook, step, { kind: 'observed', observed: observed(entries) });

describe('outcomeOf', () => {
  const branches = [
    { check: 'sample/unhealthy', is: 'seen', next: 'note' },
    { check: 'sample/log', is: 'seen', next: 'mend' },
  ] as const;

  it.each([
    ['sample/log=seen', { 'sample/log': 'seen' }],
    ['otherwise=not-seen', { 'sample/unhealthy': 'not-seen', 'sample/log': 'not-seen' }],
    ['otherwise=partly-unknown', { 'sample/unhealthy': 'not-seen', 'sample/log': 'unknown' }],
    ['otherwise=unknown', { 'sample/unhealthy': 'unknown' }],
  ] as const)('keeps %s', (outcome, entries) => {
    expect(outcomeOf(branches, observed(entries))).toBe(outcome);
  });

  it('calls nothing unseen where a branch asked for the opposite of what was seen', () => {
    const absent = [{ check: 'sample/log', is: 'not-seen', next: 'note' }] as const;

    expect(outcomeOf(absent, observed({ 'sample/log': 'seen' }))).toBe('otherwise');
  });
});

describe('nextStep', () => {
  it('goes where an answer leads, to a step or to an end', () => {
    expect(nextStep(sampleRunbook, 'scope', { kind: 'answer', id: 'all' })).toEqual({ step: 'look' });
    expect(nextStep(sampleRunbook, 'scope', { kind: 'answer', id: 'lost' })).toEqual({ end: 'escalate' });
  });

  it('gives nothing for an answer that the step does not have', () => {
    expect(nextStep(sampleRunbook, 'scope', { kind: 'answer', id: 'maybe' })).toBeUndefined();
    expect(nextStep(sampleRunbook, 'scope', { kind: 'done' })).toBeUndefined();
    expect(nextStep(sampleRunbook, 'nowhere', { kind: 'done' })).toBeUndefined();
  });

  it('takes the first branch that holds', () => {
    expect(look('look', { 'sample/unhealthy': 'seen', 'sample/log': 'seen' })).toEqual({ step: 'note' });
    expect(look('look', { 'sample/unhealthy': 'not-seen', 'sample/log': 'seen' })).toEqual({ step: 'mend' });
  });

  it('never takes an unknown for a no', () => {
    expect(look('watch', { 'sample/log': 'unknown' })).toBe('stay');
    expect(look('watch', {})).toBe('stay');
    expect(look('watch', { 'sample/log': 'not-seen' })).toEqual({ step: 'note' });
  });

  it('follows "otherwise" when no branch holds, and "late" at the limit', () => {
    expect(look('look', { 'sample/log': 'unknown' })).toEqual({ end: 'escalate' });
    expect(nextStep(sampleRunbook, 'watch', { kind: 'late' })).toEqual({ end: 'escalate' });
  });

  it('needs to be told which way to go on when a question is skipped', () => {
    expect(nextStep(sampleRunbook, 'scope', { kind: 'skip' })).toBeUndefined();
    expect(nextStep(sampleRunbook, 'scope', { kind: 'skip', as: 'nobody' })).toEqual({ end: 'resolved' });
    expect(nextStep(sampleRunbook, 'note', { kind: 'skip' })).toEqual({ end: 'resolved' });
  });

  it.each(runbooks.map((runbook) => [runbook.id, runbook] as const))('can leave every step of %s', (_id, runbook) => {
    for (const [name, step] of Object.entries(runbook.steps)) {
      const inputs =
        step.kind === 'ask'
          ? step.answers.map(({ id }) => ({ kind: 'answer' as const, id }))
          : [{ kind: 'skip' as const }];
      for (const input of inputs) expect(nextStep(runbook, name, input)).toEqual(expect.any(Object));
    }
  });
});
