import { describe, expect, it } from '@jest/globals';
import { answerOf } from '../../src/diagnosis/answer.ts';
import { informationOf } from '../../src/diagnosis/information.ts';
import { makeModel } from '../../src/diagnosis/model.ts';
import type { AnyCheck } from '../../src/domain/check.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import { bundleOf, evidenceWith, madeCause, madeCheck, missing, says } from './made.ts';

const proof = { leak: 'almost-never', nature: 'configuration' } as const;
const causes = [
  madeCause('oom', { supports: { symptom: 'usually', stops: 'almost-always', logs: 'sometimes', asked: 'often' } }),
  madeCause('timeout', { supports: { symptom: 'usually' } }),
];

function nextOf(more: readonly AnyCheck[], evidence: Evidence) {
  const known = ['stops', 'logs', 'asked'].filter((id) => !more.some((check) => check.id === id));
  // Checks of the causes that this case is not about are answered, so that they are no test.
  const rest = known.map((id) => says(id, 'not-seen', { leak: 'noisy' }));
  const knowledge = { checks: [says('symptom', 'seen', { leak: 'almost-never' }), ...more, ...rest], causes };
  return answerOf(bundleOf(evidenceWith(500, evidence)), 'sha256:9f2c', knowledge, 'en').nextTest;
}

describe('the next test', () => {
  const stops = madeCheck('stops', { ...proof, needs: ['ecsStoppedTasks'] });
  const logs = madeCheck('logs', { ...proof, needs: ['applicationLogs'] });

  it('is the lacking evidence that promises most information for its time', () => {
    const test = nextOf([stops, logs], {
      ecsStoppedTasks: missing('ecsStoppedTasks', 'throttled'),
      applicationLogs: missing('applicationLogs', 'throttled'),
    });

    expect(test).toMatchObject({ what: 'ecs-stopped-tasks', seconds: 1 });
    expect(test?.informationBits).toBeGreaterThan(0.1);
  });

  it('counts the minutes of what has to be switched on first', () => {
    const test = nextOf([madeCheck('stops', { ...proof, needs: ['accessLog'] })], {
      accessLog: missing('accessLog', 'not-enabled'),
    });

    expect(test).toMatchObject({ what: 'access-log', seconds: 600 });
  });

  it('can be a question to a person', () => {
    const asked = madeCheck('asked', { ...proof, run: () => ({ status: 'unknown', reason: 'needs-a-person' }) });

    expect(nextOf([asked], {})).toMatchObject({ what: 'asked' });
  });

  it('is none when nothing is lacking', () => {
    expect(nextOf([], {})).toBeNull();
  });
});

describe('information', () => {
  const model = makeModel([madeCheck('stops', proof)], [madeCause('oom', { supports: { stops: 'almost-always' } })]);

  it('is nearly one bit for a check that splits two equals', () => {
    const believed = [
      { hypothesis: { causes: [0] }, probability: 0.5 },
      { hypothesis: 'healthy' as const, probability: 0.5 },
    ];

    // H(0.477625) - (H(0.95025) + H(0.005)) / 2 = 0.99856 - (0.28534 + 0.04541) / 2
    expect(informationOf(model, 0, believed)).toBeCloseTo(0.8332, 4);
  });

  it('is nothing where only one hypothesis is left', () => {
    expect(informationOf(model, 0, [{ hypothesis: 'healthy', probability: 1 }])).toBeCloseTo(0, 12);
  });
});
