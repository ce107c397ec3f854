import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { DescribeServicesCommand } from '@aws-sdk/client-ecs';
import { DescribeTargetHealthCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from '@jest/globals';
import { makeAws } from '../../src/aws/index.ts';
import { evidenceKinds } from '../../src/domain/evidence.ts';
import { awsError, clock, mockAccount, region, window } from '../support/aws-account.ts';
import { allCanaries, canaries, leakedFrom } from '../support/canaries.ts';
import { plantEverywhere } from '../support/planted-account.ts';

const signal = new AbortController().signal;

async function collect() {
  const aws = makeAws({ profiles: [], region, deadlineMs: 20_000, clock });
  const located = await aws.locate('shop-alb', { signal });
  if (located.status !== 'found') throw new Error('the mocked account has one');
  return aws.collect({ scope: located.scope, window, kinds: evidenceKinds, signal });
}

describe('redaction at capture', () => {
  it('leaves no secret in any kind of evidence', async () => {
    plantEverywhere(allCanaries);

    const { evidence, redactions, objects } = await collect();

    const leaks = Object.fromEntries(evidenceKinds.map((kind) => [kind, leakedFrom(evidence[kind])]));
    expect(leaks).toEqual(Object.fromEntries(evidenceKinds.map((kind) => [kind, []])));
    expect(leakedFrom(objects)).toEqual([]);
    const marked = evidenceKinds.filter((kind) => JSON.stringify(evidence[kind]).includes('<redacted:'));
    // Counts of flow records hold no text; the baseline's metrics may.
    const mayBeBare = ['baselineMetrics', 'flowRecords'];
    expect(marked).toEqual(evidenceKinds.filter((kind) => !mayBeBare.includes(kind) || marked.includes(kind)));
    expect(Object.values(redactions).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(50);
  });

  it.each(canaries)('finds a $type alone in a log line', async ({ text }) => {
    plantEverywhere(text);

    expect(leakedFrom((await collect()).evidence)).toEqual([]);
  });

  it('leaves no secret in the details of gaps', async () => {
    const { elb, ecs, cloudtrail, s3 } = mockAccount();
    const failure = awsError('AccessDeniedException', allCanaries.slice(0, 250));
    elb.on(DescribeTargetHealthCommand).rejects(failure);
    ecs.on(DescribeServicesCommand).rejects(failure);
    cloudtrail.on(LookupEventsCommand).rejects(failure);
    s3.on(GetObjectCommand).rejects(failure);
    expect(leakedFrom(failure.message).length).toBeGreaterThan(2);

    expect(leakedFrom((await collect()).evidence)).toEqual([]);
  });

  it('gives the same answers the same placeholders', async () => {
    plantEverywhere(allCanaries);
    const first = (await collect()).evidence;
    plantEverywhere(allCanaries);

    expect((await collect()).evidence).toEqual(first);
  });
});
