import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { answerOf, exitCodeOf } from '../../src/diagnosis/answer.ts';
import { answerJson } from '../../src/diagnosis/answer-json.ts';
import { answerJsonSchema, answerSchema } from '../../src/diagnosis/answer-schema.ts';
import { assess, type Knowledge } from '../../src/diagnosis/assess.ts';
import { explainOf } from '../../src/diagnosis/explain.ts';
import { contrast } from '../../src/diagnosis/hypothesis.ts';
import { verdictLines } from '../../src/diagnosis/verdict-lines.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import type { Span } from '../../src/domain/window.ts';
import {
  accessLogOf,
  bundleOf,
  complete,
  evidenceWith,
  madeCause,
  madeCheck,
  metricsOf,
  missing,
  says,
  window,
} from './made.ts';

const stopped = { needs: ['ecsStoppedTasks'], leak: 'almost-never', nature: 'configuration' } as const;
const knowledge: Knowledge = {
  checks: [
    says('alb/closed-at-once', 'seen', { leak: 'almost-never', checklist: 'timeouts', severity: 'high' }),
    says('change/deploy', 'not-seen', { leak: 'common', nature: 'change' }),
    says('ecs/oom', 'not-seen', stopped),
    says('alb/closed-late', 'not-seen', { leak: 'rare' }),
  ],
  causes: [
    madeCause('race', {
      prior: 'frequent',
      supports: { 'alb/closed-at-once': 'almost-always' },
      inhibits: { 'alb/closed-late': 'usually' },
      decidedBy: [[{ check: 'alb/closed-at-once', is: 'seen' }]],
    }),
    madeCause('oom', {
      supports: { 'ecs/oom': 'almost-always', 'alb/closed-late': 'usually' },
      decidedBy: [[{ check: 'ecs/oom', is: 'seen' }]],
    }),
    madeCause('release', { supports: { 'change/deploy': 'almost-always', 'alb/closed-late': 'often' } }),
  ],
};
const found = { ecsStoppedTasks: complete('ecsStoppedTasks', []) };
const answerTo = (evidence: Evidence, known: Knowledge = knowledge) =>
  answerOf(bundleOf(evidence), 'sha256:9f2c', known, 'en');

describe('the answer', () => {
  it('is what its schema says, and the schema can be printed', () => {
    const answer = answerTo(evidenceWith(500, found));

    expect(answerSchema.parse(answer)).toEqual(answer);
    expect(answerJsonSchema()).toMatchObject({ type: 'object', title: 'fiveohtwo/check/v1' });
  });

  it('is the same bytes for the same bundle', () => {
    const bundle = bundleOf(evidenceWith(500, found));
    const copy = structuredClone(bundle);

    expect(answerJson(answerOf(copy, 'sha256:9f2c', knowledge, 'ja'))).toBe(
      answerJson(answerOf(bundle, 'sha256:9f2c', knowledge, 'ja')),
    );
  });

  it('does not depend on the order in which evidence was collected', () => {
    const evidence = evidenceWith(500, found);
    const turned = Object.fromEntries(Object.entries(evidence).reverse());

    expect(answerJson(answerTo(turned))).toBe(answerJson(answerTo(evidence)));
  });

  it('names the cause, with what speaks for it and the exit code 2', () => {
    const answer = answerTo(evidenceWith(500, found));

    expect(answer.verdict).toBe('cause');
    expect(answer.healthy).toBe(false);
    expect(answer.causes[0]).toMatchObject({ id: 'race', word: 'very-likely', runbook: 'triage' });
    expect(answer.causes[0]?.for[0]).toMatchObject({ check: 'alb/closed-at-once', evidence: ['ev_5'] });
    expect(exitCodeOf(answer)).toBe(2);
  });

  it('lists the causes by falling probability, each at least 1 % or among the first three', () => {
    const { causes } = answerTo(evidenceWith(500, found));

    expect(causes.map(({ id }) => id)).toEqual(expect.arrayContaining(['race', 'oom', 'release']));
    expect(causes.map(({ probability }) => probability)).toEqual(
      causes.map(({ probability }) => probability).sort((a, b) => b - a),
    );
  });

  it('is healthy when all was counted and nothing failed', () => {
    const answer = answerTo(evidenceWith(0, found), {
      ...knowledge,
      checks: knowledge.checks.map((check) => ({ ...check, run: silent })),
    });

    expect(answer).toMatchObject({ verdict: 'healthy', healthy: true });
    expect(exitCodeOf(answer)).toBe(0);
  });

  it('is never healthy on a count of zero with denied metrics', () => {
    const quiet = { ...knowledge, checks: knowledge.checks.map((check) => ({ ...check, run: silent })) };
    const answer = answerTo(evidenceWith(0, { ...found, metrics: missing('metrics', 'denied') }), quiet);

    expect(answer).toMatchObject({ verdict: 'unclear', healthy: null });
    expect(answer.gaps[0]).toMatchObject({ collector: 'metrics', reason: 'denied' });
    expect(exitCodeOf(answer)).toBe(3);
  });

  it('does not know whether a load balancer is ill that answers as many 502s as it usually does', () => {
    const metrics = (span?: Span) => {
      const counters = { RequestCount: Array(60).fill(1000), HTTPCode_ELB_502_Count: Array(60).fill(1) };
      return metricsOf(counters, span);
    };
    const usual = {
      ...found,
      metrics: complete('metrics', metrics()),
      baselineMetrics: complete('baselineMetrics', metrics(window.baseline)),
    };
    const quiet = { ...knowledge, checks: knowledge.checks.map((check) => ({ ...check, run: silent })) };

    expect(answerTo(evidenceWith(60, usual), quiet)).toMatchObject({ verdict: 'unclear', healthy: null });
    expect(answerTo(evidenceWith(600, found), quiet)).toMatchObject({ verdict: 'unclear', healthy: false });
  });

  it('is never healthy without traffic', () => {
    const metrics = complete('metrics', metricsOf({ RequestCount: [3], HTTPCode_ELB_502_Count: [] }));
    const quiet = { ...knowledge, checks: knowledge.checks.map((check) => ({ ...check, run: silent })) };

    expect(answerTo(evidenceWith(0, { ...found, metrics }), quiet).verdict).toBe('unclear');
  });

  it.each([500, 503, 504])('says that a %i is not a 502', (status) => {
    const late = Array.from({ length: 60 }, (_, minute) => (minute > 30 ? 40 : 0));
    const busy = Array.from({ length: 60 }, () => 1000);
    const metrics = complete('metrics', metricsOf({ RequestCount: busy, [`HTTPCode_ELB_${status}_Count`]: late }));

    const answer = answerTo(evidenceWith(0, { ...found, metrics }));

    expect(answer).toMatchObject({ verdict: 'not-a-502', symptom: { status, mintedBy: 'alb' } });
    expect(exitCodeOf(answer)).toBe(0);
    expect(verdictLines(answer, 'en')[0]).toContain(`× ${status}, made by the load balancer`);
  });

  it('is unclear, and says what would tell, when the proof is denied', () => {
    const unproven = {
      checks: [
        says('alb/closed-late', 'seen', { leak: 'almost-never' }),
        says('ecs/oom', 'seen', stopped),
        says('log/timeout', 'not-seen', { needs: ['applicationLogs'], leak: 'almost-never', nature: 'configuration' }),
      ],
      causes: [
        madeCause('oom', {
          supports: { 'ecs/oom': 'almost-always', 'alb/closed-late': 'usually' },
          decidedBy: [[{ check: 'ecs/oom', is: 'seen' }]],
        }),
        madeCause('timeout', { supports: { 'log/timeout': 'almost-always', 'alb/closed-late': 'usually' } }),
      ],
    } as const;
    const answer = answerTo(
      evidenceWith(500, {
        ecsStoppedTasks: missing('ecsStoppedTasks', 'denied', 'ecs:DescribeTasks'),
        applicationLogs: complete('applicationLogs', []),
      }),
      unproven,
    );

    expect(answer.verdict).toBe('unclear');
    expect(answer.causes[0]).toMatchObject({ id: 'oom', word: 'possible' });
    expect(answer.gaps).toEqual([
      { collector: 'ecs-stopped-tasks', reason: 'denied', action: 'ecs:DescribeTasks', wouldDecide: ['oom'] },
    ]);
    expect(answer.nextTest).toMatchObject({ what: 'ecs-stopped-tasks', seconds: 1 });
    expect(verdictLines(answer, 'en')[2]).toContain('no permission, allow ecs:DescribeTasks');
  });

  it('names a group of causes that no evidence tells apart, when together they reach one half', () => {
    const proof = [[{ check: 'alb/rejected', is: 'seen' as const }]];
    const twin = (id: string, group?: string) =>
      madeCause(id, {
        supports: { 'alb/rejected': 'usually' },
        decidedBy: proof,
        ...(group === undefined ? {} : { group }),
      });
    const others = Array.from({ length: 12 }, (_, at) => madeCause(`other-${at}`));
    const known = (group?: string): Knowledge => ({
      checks: [says('alb/rejected', 'seen', { leak: 'almost-never', nature: 'configuration' })],
      causes: [twin('too-large', group), twin('malformed', group), ...others],
    });

    const grouped = answerTo(evidenceWith(500), known('answer-rejected'));

    expect(grouped.causes[0]?.probability).toBeLessThan(0.5);
    expect(grouped.verdict).toBe('cause');
    expect(verdictLines(grouped, 'en')[0]).toMatch(/^🔴 One of these.*too-large [34]\d %.*malformed [34]\d %/);
    expect(answerTo(evidenceWith(500), known()).verdict).toBe('unclear');
  });

  it('shows every hole once, wherever it comes from', () => {
    const { gaps } = answerTo(
      evidenceWith(500, {
        ecsStoppedTasks: missing('ecsStoppedTasks', 'throttled'),
        accessLog: missing('accessLog', 'not-enabled'),
      }),
    );

    expect(gaps.map(({ collector, reason }) => `${collector} ${reason}`).sort()).toEqual([
      'access-log not-enabled',
      'ecs-stopped-tasks throttled',
    ]);
  });

  it('names the part that was read, where a check says that it was too little', () => {
    const cut = madeCheck('log/answered', {
      needs: ['applicationLogs'],
      leak: 'rare',
      run: () => ({ status: 'unknown', reason: 'cut-off' }),
    });
    const known = {
      checks: [...knowledge.checks, cut],
      causes: [...knowledge.causes, madeCause('answers', { supports: { 'log/answered': 'usually' } })],
    };

    const answer = answerTo(evidenceWith(500, { ...found, applicationLogs: complete('applicationLogs', []) }), known);

    expect(answer.gaps).toEqual([
      { collector: 'application-logs', reason: 'cut-off', action: null, wouldDecide: ['answers'] },
    ]);
    expect(verdictLines(answer, 'en')[2]).toContain('application log: only read in part');
  });

  it('names the access log where it does not account for what was counted', () => {
    const late = Array.from({ length: 60 }, (_, minute) => (minute > 55 ? 40 : 0));
    const busy = Array.from({ length: 60 }, () => 1000);
    const metrics = complete('metrics', metricsOf({ RequestCount: busy, HTTPCode_Target_5XX_Count: late }));
    const accessLog = complete('accessLog', accessLogOf([{ elb: 502, target: 502, count: 60 }]));

    const { gaps } = answerTo(evidenceWith(0, { ...found, metrics, accessLog }));

    expect(gaps).toEqual([expect.objectContaining({ collector: 'access-log', reason: 'cut-off' })]);
  });

  it('says what could not be told although it was looked at, only where it would decide', () => {
    const doubts = (id: string) =>
      madeCheck(id, {
        leak: 'almost-never',
        nature: 'configuration',
        run: () => ({ status: 'unknown', reason: 'ambiguous' }),
      });
    const proof = [[{ check: 'alb/rejected', is: 'seen' as const }]];
    const twin = (id: string, own: string) =>
      madeCause(id, { supports: { 'alb/rejected': 'usually', [own]: 'almost-always' }, decidedBy: proof });
    const known = {
      checks: [
        says('alb/rejected', 'seen', { leak: 'almost-never', nature: 'configuration' }),
        doubts('server/setting'),
        doubts('nobody/asks'),
      ],
      causes: [twin('one', 'server/setting'), madeCause('other', { supports: { 'alb/rejected': 'usually' } })],
    };

    const answer = answerTo(evidenceWith(500), known);

    expect(answer.untold).toEqual([
      { check: 'server/setting', sentence: expect.stringContaining('about server/setting'), wouldDecide: ['one'] },
    ]);
    expect(verdictLines(answer, 'en')[2]).toMatch(/^？ could not be told: about server\/setting/);
    expect(verdictLines(answer, 'en')[2]).not.toContain('Everything planned');
  });

  it('covers less when less was obtained', () => {
    const full = answerTo(evidenceWith(500, found)).coverage;
    const less = answerTo(evidenceWith(500, { ecsStoppedTasks: missing('ecsStoppedTasks') })).coverage;

    expect(full).toBe(1);
    expect(less).toBeLessThan(1);
    expect(less).toBeGreaterThan(0);
  });

  it('answers all five lines of the guide’s checklist, and says how to look where nobody asked', () => {
    const { checklist } = answerTo(evidenceWith(500, found));

    expect(checklist.map(({ id }) => id)).toEqual(['health-check', 'certificate', 'network', 'timeouts', 'resources']);
    expect(checklist[3]).toEqual({
      id: 'timeouts',
      observation: 'seen',
      sentence: 'Timeouts: alb/closed-at-once is seen',
    });
    expect(checklist[1]?.observation).toBe('unknown');
    expect(checklist[1]?.sentence).toContain('openssl s_client');
  });
});

describe('decibans', () => {
  it('add up with the prior to the log-odds between two hypotheses', () => {
    const { before, facts } = assess(bundleOf(evidenceWith(500, found)), knowledge);
    const odds = (one: number, other: number) => 10 * Math.log10(one / other);

    const race = { causes: [0] };
    expect(contrast(before, facts.term, race, { causes: [1] }).total).toBeCloseTo(
      odds(before.singles[0] ?? 0, before.singles[1] ?? 0),
      9,
    );
    expect(contrast(before, facts.term, race, 'unlisted').total).toBeCloseTo(
      odds(before.singles[0] ?? 0, before.unlisted),
      9,
    );
    expect(contrast(before, facts.term, race, 'healthy').total).toBeCloseTo(
      odds(before.singles[0] ?? 0, before.healthy),
      9,
    );
  });

  it('add up whatever was seen', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }), (seen) => {
        const checks = knowledge.checks.map((check, at) => ({
          ...check,
          run: () => ({ status: seen[at] === true ? ('seen' as const) : ('not-seen' as const) }),
        }));
        const { before, facts } = assess(bundleOf(evidenceWith(500, found)), { ...knowledge, checks });
        const parts = contrast(before, facts.term, { causes: [0] }, { causes: [2] });

        const sum = parts.checks.reduce((all, { decibans }) => all + decibans, parts.prior + parts.symptom);
        expect(sum).toBeCloseTo(10 * Math.log10((before.singles[0] ?? 0) / (before.singles[2] ?? 1)), 9);
      }),
    );
  });

  it('are shown for the leader against the runner-up and for the others against the leader', () => {
    const { causes } = answerTo(evidenceWith(500, found));
    const [leader, runnerUp] = causes;

    const told = (list: readonly { readonly check: string; readonly decibans: number }[] = []) =>
      new Map(list.map(({ check, decibans }) => [check, decibans]));
    for (const [check, decibans] of told(leader?.for)) expect(told(runnerUp?.against).get(check)).toBe(-decibans);
  });
});

describe('explain', () => {
  it('shows prior, symptom, every weighing check with its evidence, and a sum that fits', () => {
    const lines = explainOf(bundleOf(evidenceWith(500, found)), 'sha256:9f2c', knowledge, 'en');
    const start = lines.findIndex((line) => line.includes('against something not on my list'));
    const end = lines.findIndex((line, at) => at > start && line.includes('in all'));
    const numbers = lines.slice(start + 1, end + 1).flatMap((line) => {
      const match = /^ *([+−]?[\d.]+) dB/.exec(line);
      return match?.[1] === undefined ? [] : [Number(match[1].replace('−', '-'))];
    });

    const total = numbers.pop() ?? Number.NaN;
    expect(numbers.length).toBeGreaterThanOrEqual(2);
    expect(Math.abs(numbers.reduce((sum, value) => sum + value, 0) - total)).toBeLessThanOrEqual(
      0.05 * (numbers.length + 1) + 1e-9,
    );
    expect(lines.join('\n')).toContain('alb/closed-at-once seen ×1.00 [ev_5]');
  });

  it('says which cause the gate held, and what was missing', () => {
    const shut = {
      ...knowledge,
      causes: knowledge.causes.map((cause) => ({ ...cause, decidedBy: [[{ check: 'ecs/oom', is: 'seen' as const }]] })),
    };

    const lines = explainOf(bundleOf(evidenceWith(500, found)), 'sha256:9f2c', shut, 'en').join('\n');

    expect(lines).toContain('Gate: the cause race held at 49 %');
    expect(lines).toContain('ecs/oom=seen');
  });

  it('speaks Japanese', () => {
    const lines = explainOf(bundleOf(evidenceWith(500, found)), 'sha256:9f2c', knowledge, 'ja').join('\n');

    expect(lines).toContain('事前確率');
    expect(lines).not.toContain('against');
  });
});

function silent() {
  return { status: 'not-seen' as const };
}
