import { describe, expect, it } from '@jest/globals';
import { answerOf } from '../../src/diagnosis/answer.ts';
import { nextTestLine, symptomLine, verdictLines } from '../../src/diagnosis/verdict-lines.ts';
import { decibansText, gapText, percentOf } from '../../src/diagnosis/words.ts';
import type { Answer } from '../../src/domain/answer.ts';
import { verdictTexts } from '../../src/messages/texts/verdict.ts';
import { bundleOf, evidenceWith, madeCause, missing, says } from './made.ts';

function made(failed: number): Answer {
  const stopped = { needs: ['ecsStoppedTasks'], leak: 'almost-never', nature: 'configuration' } as const;
  const knowledge = {
    checks: [
      says('alb/closed-at-once', failed > 0 ? 'seen' : 'not-seen', { leak: 'almost-never' }),
      says('change/deploy', 'not-seen', { leak: 'common', nature: 'change' }),
      says('ecs/oom', 'not-seen', stopped),
    ],
    causes: [
      madeCause('race', {
        supports: { 'alb/closed-at-once': 'almost-always', 'change/deploy': 'sometimes' },
        decidedBy: [[{ check: 'alb/closed-at-once', is: 'seen' }]],
      }),
      madeCause('oom', { supports: { 'ecs/oom': 'almost-always', 'alb/closed-at-once': 'sometimes' } }),
    ],
  };
  const evidence = evidenceWith(failed, {
    ecsStoppedTasks: missing('ecsStoppedTasks', 'denied', 'ecs:DescribeTasks'),
    changes: missing('changes', 'throttled'),
  });
  return answerOf(bundleOf(evidence), 'sha256:9f2c', knowledge, 'en');
}

describe('the three lines of the verdict', () => {
  it('say what, why and why not, and what was not seen', () => {
    expect(verdictLines(made(412), 'en')).toMatchInlineSnapshot(`
[
  "🔴 69 % the cause race (likely) — next: the cause oom 29 %, something not on my list 13 %",
  "＋ alb/closed-at-once is seen (+6 dB)   － change/deploy is not seen (−1 dB)",
  "？ not seen: stopped ECS tasks: no permission, allow ecs:DescribeTasks; would speak for or against oom (and 1 more gap)",
]
`);
  });

  it('say it in Japanese', () => {
    expect(verdictLines(made(412), 'ja')).toMatchInlineSnapshot(`
[
  "🔴 69% the cause race（可能性が高い） ― 次点: the cause oom 29%、一覧にない原因 13%",
  "＋ alb/closed-at-once is seen（+6 dB）   － change/deploy is not seen（−1 dB）",
  "？ 未確認: 停止したECSタスク: 権限がなく、ecs:DescribeTasks の許可が必要です。確認できれば「oom」の当否が分かります（ほか1件）",
]
`);
  });

  it('say that all is well with the count that proves it', () => {
    expect(verdictLines(made(0), 'en')[0]).toBe('🟢 No 502s beyond the usual: 0 of 60,000 requests.');
  });

  it('never call a count zero that could not be told', () => {
    const answer = made(0);
    const untold = { ...answer, symptom: { ...answer.symptom, count: null, bounds: { least: 0, most: 3 } } };

    expect(verdictLines(untold, 'en')[0]).toBe('🟢 No 502s beyond the usual: at most 3 of 60,000 requests.');
    expect(verdictLines(untold, 'en')[1]).toMatch(/^＋ at most 3 × 502 in 60,000 requests/);
    expect(verdictLines(untold, 'ja')[0]).toContain('最大でも3件');
  });

  it('are three, whatever the verdict', () => {
    for (const failed of [0, 2, 412])
      for (const lang of ['en', 'ja'] as const) expect(verdictLines(made(failed), lang)).toHaveLength(3);
  });
});

describe('words of the verdict', () => {
  it('tell who made the 502s first', () => {
    expect(symptomLine(made(412), 'en')).toBe(
      '412 × 502 in 60,000 requests, made by the load balancer, still going on',
    );
  });

  it('say at least where only a part was counted', () => {
    const answer = made(412);
    const partly = { ...answer, symptom: { ...answer.symptom, bounds: { least: 412, most: 900 } } };

    expect(symptomLine(partly, 'en')).toMatch(/^at least 412 × 502 in 60,000 requests/);
    expect(symptomLine(partly, 'ja')).toContain('502が少なくとも412件');
    expect(symptomLine(answer, 'en')).not.toContain('at least');
  });

  it('offer the evidence that would tell most', () => {
    expect(nextTestLine(made(412), 'en')).toContain('Most telling next: stopped ECS tasks');
  });

  it('never claim certainty', () => {
    expect(percentOf(1, 'en')).toBe('>99 %');
    expect(percentOf(0, 'en')).toBe('<1 %');
    expect(percentOf(0.5, 'en')).toBe('50 %');
    expect(percentOf(0.5, 'ja')).toBe('50%');
  });

  it('give decibans a sign that reads as one', () => {
    expect(decibansText(14.1)).toBe('+14');
    expect(decibansText(-3)).toBe('−3');
    expect(decibansText(0.2)).toBe('0');
  });

  it('name the IAM action that closes a gap', () => {
    const gap = {
      collector: 'ecs-stopped-tasks',
      reason: 'denied',
      action: 'ecs:DescribeTasks',
      wouldDecide: [],
    } as const;

    expect(gapText(gap, 'en')).toBe('stopped ECS tasks: no permission, allow ecs:DescribeTasks');
    expect(gapText(gap, 'ja')).toBe('停止したECSタスク: 権限がなく、ecs:DescribeTasks の許可が必要です');
  });

  it('use the same arguments in both languages', () => {
    const holes = (text: string) => [...new Set([...text.matchAll(/\{(\w+)[,}]/g)].map(([, name]) => name))].sort();

    for (const [id, { en, ja }] of Object.entries(verdictTexts)) expect([id, holes(ja)]).toEqual([id, holes(en)]);
  });
});
