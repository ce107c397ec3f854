import { describe, expect, it } from '@jest/globals';
import { kindsNeeded, runChecks } from '../../src/diagnosis/run-checks.ts';
import type { AnyCheck } from '../../src/domain/check.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import { complete, madeCheck, missing, partial, says, window } from './made.ts';

function observe(check: AnyCheck, evidence: Evidence) {
  return runChecks([check], evidence, { window })[0];
}

describe('runChecks', () => {
  it('answers unknown with the reason of the gap when a needed kind is missing', () => {
    const check = says('a', 'not-seen', { needs: ['targetHealth', 'ecsStoppedTasks'] });

    const finding = observe(check, {
      targetHealth: complete('targetHealth', []),
      ecsStoppedTasks: missing('ecsStoppedTasks', 'denied'),
    });

    expect(finding).toMatchObject({ observation: { status: 'unknown', reason: 'denied' }, lacking: 'ecsStoppedTasks' });
  });

  it('answers unknown when a needed kind was never asked for', () => {
    expect(observe(says('a', 'not-seen'), {})?.observation).toEqual({ status: 'unknown', reason: 'not-collected' });
  });

  it('answers unknown when the check crashes, and asks the others all the same', () => {
    const broken = madeCheck('broken', {
      run: () => {
        throw new Error('undefined is not a function');
      },
    });

    const findings = runChecks(
      [broken, says('fine', 'seen')],
      { targetHealth: complete('targetHealth', []) },
      { window },
    );

    expect(findings.map(({ observation }) => observation)).toEqual([
      { status: 'unknown', reason: 'crashed' },
      { status: 'seen' },
    ]);
  });

  it('takes a check that cannot say what it saw for a crash', () => {
    const check = madeCheck('a');
    const mute = { ...check, texts: { ...check.texts, seen: { en: '{count} targets', ja: '{count}個' } } };

    const finding = observe(mute, { targetHealth: complete('targetHealth', []) });

    expect(finding?.observation).toEqual({ status: 'unknown', reason: 'crashed' });
  });

  it('believes what was seen in a part', () => {
    expect(observe(says('a', 'seen'), { targetHealth: partial('targetHealth', []) })?.observation.status).toBe('seen');
  });

  it('rules nothing out by a part', () => {
    expect(observe(says('a', 'not-seen'), { targetHealth: partial('targetHealth', []) })?.observation).toEqual({
      status: 'unknown',
      reason: 'throttled',
    });
  });

  it('rules nothing out by a part of what the check only uses', () => {
    const check = madeCheck('a', {
      uses: ['accessLog'],
      run: ({ accessLog }) => ({ status: accessLog === 'whole' ? 'seen' : 'not-seen' }),
    });
    const evidence = { targetHealth: complete('targetHealth', []), accessLog: partial('accessLog', 'half') };

    expect(observe(check, evidence)?.observation.status).toBe('unknown');
  });

  it('lets a part of a used kind be that the check did not look at', () => {
    const check = says('a', 'not-seen', { uses: ['accessLog'] });
    const evidence = { targetHealth: complete('targetHealth', []), accessLog: partial('accessLog', 'half') };

    expect(observe(check, evidence)).toMatchObject({ observation: { status: 'not-seen' }, evidence: ['ev_5'] });
  });

  it('hands over nothing that the check did not declare', () => {
    let given: object = {};
    const check = madeCheck('a', {
      uses: ['accessLog', 'changes'],
      run: (evidence) => {
        given = { ...evidence };
        return { status: 'seen' };
      },
    });
    const finding = observe(check, {
      targetHealth: complete('targetHealth', 'health'),
      metrics: complete('metrics', 'numbers'),
      accessLog: complete('accessLog', 'log'),
      changes: missing('changes'),
    });

    expect(given).toEqual({ targetHealth: 'health', accessLog: 'log' });
    expect(finding?.evidence).toEqual(['ev_5', 'ev_14']);
  });

  it('needs every kind of every check and what the symptom is drawn from, in the order of evidence ids', () => {
    const kinds = kindsNeeded([says('a', 'seen', { needs: ['changes'], uses: ['ecsTasks'] })]);

    expect(kinds).toEqual([
      'targetGroups',
      'metrics',
      'baselineMetrics',
      'ecsServices',
      'ecsTasks',
      'changes',
      'accessLog',
    ]);
  });
});
