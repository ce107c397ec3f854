import { describe, expect, it } from '@jest/globals';
import { checks } from '../../src/checks/index.ts';
import { kindsNeeded } from '../../src/diagnosis/index.ts';
import type { Bundle } from '../../src/domain/evidence.ts';
import type { Aws, CollectRequest } from '../../src/domain/ports.ts';
import type { Located } from '../../src/domain/resource.ts';
import { makeDiagnose } from '../../src/flows/diagnose.ts';
import { say } from '../../src/messages/say.ts';
import { bundleOf, evidenceWith, window } from '../diagnosis/made.ts';

const { scope, cost } = bundleOf({});
const signal = new AbortController().signal;
const request = { query: 'shop-alb', window, lang: 'en', signal } as const;

function made(located: Located = { status: 'found', scope }) {
  const saved: Bundle[] = [];
  const asked: CollectRequest[] = [];
  const aws: Aws = {
    locate: async () => located,
    collect: async (wanted) => {
      asked.push(wanted);
      wanted.onProgress?.({ collector: 'metrics', state: 'done' });
      return { evidence: evidenceWith(0), cost, objects: [], redactions: {} };
    },
  };
  const diagnose = makeDiagnose({
    aws,
    bundles: {
      save: async (bundle) => {
        saved.push(bundle);
        return 'sha256:9f2c';
      },
    },
    clock: { now: () => new Date('2026-11-20T10:00:02Z') },
    newId: (prefix) => `${prefix}_new`,
    version: '0.1.0',
  });
  return { diagnose, saved, asked };
}

describe('diagnose', () => {
  it('records what it judged, and the answer points at the record', async () => {
    const { diagnose, saved } = made();

    const { answer, bundle, digest } = await diagnose(request);

    expect(saved).toEqual([bundle]);
    expect(digest).toBe('sha256:9f2c');
    expect(answer.run).toEqual({ id: 'run_new', bundle: digest, startedAt: '2026-11-20T10:00:02.000Z' });
    expect(answer.symptom.count).toBe(0);
  });

  it('keeps the id of a run that exists already', async () => {
    const { diagnose } = made();

    expect((await diagnose({ ...request, runId: 'run_7' })).answer.run.id).toBe('run_7');
  });

  it('asks for every kind that a check could read, and passes progress on', async () => {
    const { diagnose, asked } = made();
    const heard: string[] = [];

    await diagnose({ ...request, onProgress: ({ collector }) => heard.push(collector) });

    expect(asked[0]?.kinds).toEqual(kindsNeeded(checks));
    expect(asked[0]?.signal).toBe(signal);
    expect(heard).toEqual(['metrics']);
  });

  it('collects nothing and names the candidates when the query is ambiguous', async () => {
    const candidate = { name: 'shop-alb', arn: scope.arn, region: 'eu-west-1', profile: null };
    const { diagnose, asked } = made({
      status: 'ambiguous',
      candidates: [candidate, { ...candidate, name: 'shop-alb-2' }],
    });

    const refused = diagnose(request);

    await expect(refused).rejects.toMatchObject({ code: 'target-ambiguous' });
    const error = await refused.catch((thrown: unknown) => thrown as { said: Parameters<typeof say>[1] });
    expect(say('en', (error as { said: Parameters<typeof say>[1] }).said)).toContain(
      'shop-alb (eu-west-1), shop-alb-2 (eu-west-1)',
    );
    expect(asked).toEqual([]);
  });

  it('names the nearest load balancers when there is none of that name', async () => {
    const nearest = [{ name: 'shop-alb', arn: scope.arn, region: 'ap-northeast-1', profile: null }];
    const searched = [{ account: null, region: 'ap-northeast-1', profile: null }];
    const { diagnose } = made({ status: 'not-found', nearest, searched });

    await expect(diagnose(request)).rejects.toMatchObject({
      code: 'target-not-found',
      said: { id: 'verdict/target-not-found/nearest', args: { candidates: 'shop-alb (ap-northeast-1)' } },
    });
  });
});
