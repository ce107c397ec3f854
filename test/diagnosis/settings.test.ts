import { describe, expect, it } from '@jest/globals';
import { settingsOf } from '../../src/diagnosis/settings.ts';
import type { Evidence, EvidenceKind, EvidenceMap } from '../../src/domain/evidence.ts';
import {
  accessLog,
  groupArn,
  loadBalancerAttributes,
  rows,
  service,
  target,
  targetGroup,
} from '../support/evidence.ts';
import { functionGroup, lambdaFunction, seatsGroupArn } from '../support/function-evidence.ts';

function evidenceOf(values: Partial<EvidenceMap>): Evidence {
  return Object.fromEntries(
    Object.entries(values).map(([kind, value]) => [
      kind,
      { status: 'complete', value, ref: { id: 'ev_1', kind: kind as EvidenceKind, what: '', link: null } },
    ]),
  );
}

const failingAt = (arn: string) =>
  accessLog([], { byTarget: [], byTargetGroup: [{ key: arn, requests: 90, elb502: 20, target502: 0, other5xx: 0 }] });

describe('the settings that runbooks read or put back', () => {
  it('are those of the service behind the group that fails', () => {
    const evidence = evidenceOf({
      targetGroups: [targetGroup(), functionGroup()],
      ecsServices: [service()],
      functions: [lambdaFunction()],
      loadBalancerAttributes: loadBalancerAttributes(60),
      accessLog: failingAt(groupArn),
    });

    expect(settingsOf(evidence, [])).toMatchObject({
      cluster: 'shop',
      service: 'api',
      'target-group-arn': groupArn,
      'old-idle-timeout-seconds': '60',
    });
    expect(settingsOf(evidence, [])).not.toHaveProperty('function');
  });

  it('are those of the function where a function fails', () => {
    const evidence = evidenceOf({
      targetGroups: [targetGroup(), functionGroup({ attributes: { 'lambda.multi_value_headers.enabled': 'false' } })],
      functions: [lambdaFunction({ timeoutSeconds: 15, memoryMb: 512 })],
      accessLog: failingAt(seatsGroupArn),
    });

    expect(settingsOf(evidence, [])).toMatchObject({
      function: 'seats',
      alias: 'live',
      'old-timeout-seconds': '15',
      'old-memory-mib': '512',
      'true-or-false': 'true',
    });
  });

  it('name a target only when nearly all failures are its', () => {
    const one = accessLog(rows(20), {
      byTarget: [
        { key: '10.0.1.10:3000', requests: 90, elb502: 19, target502: 0, other5xx: 0 },
        { key: '10.0.1.11:3000', requests: 90, elb502: 1, target502: 0, other5xx: 0 },
      ],
    });
    const targetHealth = [target({ id: '10.0.1.10' })];
    const known = settingsOf(evidenceOf({ targetGroups: [targetGroup()], targetHealth, accessLog: one }), []);

    expect(known).toMatchObject({ 'target-id': '10.0.1.10', 'target-port': '3000' });
  });

  it('are empty where nothing was read', () => {
    expect(settingsOf({}, [])).toEqual({});
  });

  it('lower the idle timeout to a second below the keep-alive that was read', () => {
    const found = (seconds: number) => ({
      check: 'targets/keep-alive-below-idle-timeout',
      observation: { status: 'seen' as const, args: { seconds, idle: 60 } },
      evidence: [],
      kinds: [],
    });

    expect(settingsOf({}, [found(5)])).toEqual({ 'idle-timeout-seconds': '4' });
    expect(settingsOf({}, [found(1)])).toEqual({});
  });
});
