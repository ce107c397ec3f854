import type { Branch, End, Runbook, Step } from '../domain/runbook.ts';

/** What a check came to, by check id; a check that did not run is `unknown`. */
export type Observed = ReadonlyMap<string, 'seen' | 'not-seen' | 'unknown' | 'not-applicable'>;

/** What happened to a step. */
export type StepInput =
  | { readonly kind: 'done' }
  | { readonly kind: 'answer'; readonly id: string }
  /** `as`: the answer to go on with, where the step has several ways out. */
  | { readonly kind: 'skip'; readonly as?: string }
  | { readonly kind: 'observed'; readonly observed: Observed }
  /** A wait has reached its limit. */
  | { readonly kind: 'late' };

/** 'stay': the step is not over yet. Undefined: the input does not fit the step. */
export type Next = { readonly step: string } | { readonly end: End } | 'stay' | undefined;

const isEnd = (id: string): id is End => id === 'resolved' || id === 'escalate';
const to = (id: string): Next => (isEnd(id) ? { end: id } : { step: id });

/** Where a runbook goes from a step. Pure, and the only place that knows. */
export function nextStep(runbook: Runbook, stepId: string, input: StepInput): Next {
  const step = runbook.steps[stepId];
  if (step === undefined) return undefined;
  switch (step.kind) {
    case 'tell':
    case 'act':
      return input.kind === 'done' || input.kind === 'skip' ? to(step.next) : undefined;
    case 'ask':
      return afterAnswer(step, input);
    case 'check':
      return afterCheck(step, input);
    case 'wait':
      return afterLook(step, input);
  }
}

function afterAnswer(step: Extract<Step, { kind: 'ask' }>, input: StepInput): Next {
  const id = input.kind === 'answer' ? input.id : input.kind === 'skip' && input.as;
  const answer = step.answers.find((candidate) => candidate.id === id);
  return answer && to(answer.next);
}

function afterCheck(step: Extract<Step, { kind: 'check' }>, input: StepInput): Next {
  if (input.kind === 'skip') return to(step.otherwise);
  if (input.kind !== 'observed') return undefined;
  return to(branchOf(step.branches, input.observed)?.next ?? step.otherwise);
}

/** The first branch that holds. A check that did not speak is unknown: it never counts as not seen. */
export function branchOf(branches: readonly Branch[], observed: Observed): Branch | undefined {
  return branches.find(({ check, is }) => (observed.get(check) ?? 'unknown') === is);
}

/** What a look came to, as its card keeps it: the branch that held, or how little the observations said. */
export function outcomeOf(branches: readonly Branch[], observed: Observed): string {
  const branch = branchOf(branches, observed);
  if (branch !== undefined) return `${branch.check}=${branch.is}`;
  const states = branches.map(({ check }) => observed.get(check) ?? 'unknown');
  if (states.includes('seen')) return 'otherwise';
  if (!states.includes('unknown')) return 'otherwise=not-seen';
  return states.every((state) => state === 'unknown') ? 'otherwise=unknown' : 'otherwise=partly-unknown';
}

function afterLook(step: Extract<Step, { kind: 'wait' }>, input: StepInput): Next {
  if (input.kind === 'late' || input.kind === 'skip') return to(step.late);
  if (input.kind !== 'observed') return undefined;
  const holds = step.until.every(({ check, is }) => (input.observed.get(check) ?? 'unknown') === is);
  return holds ? to(step.then) : 'stay';
}
