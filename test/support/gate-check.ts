import { describe, expect, it } from '@jest/globals';
import type { Observation } from '../../src/domain/check.ts';
import type { EvidenceMap, Network } from '../../src/domain/evidence.ts';
import { accessLog, change, context, groupArn, target, targetGroup } from './evidence.ts';
import { network } from './network.ts';

type Evidence = Pick<EvidenceMap, 'network' | 'targetGroups' | 'targetHealth'> &
  Partial<Pick<EvidenceMap, 'changes' | 'accessLog'>>;

interface GateCheck {
  readonly id: string;
  run(evidence: Evidence, at: typeof context): Observation;
}

interface Cases {
  readonly closed: Network;
  /** A call that opens or closes such a gate, and what it names. */
  readonly call: readonly [name: string, resource: string];
  /** Something of the gate that was not read. */
  readonly blind: Partial<Network>;
}

const health = [target({ id: '10.0.11.10', port: 3000, state: 'unhealthy', reason: 'Target.Timeout' })];
const groups = [targetGroup()];

/** What every check of a gate on the way to targets must do. */
export function gateCheckTests(check: GateCheck, { closed, call, blind }: Cases): void {
  const answer = (state: Network, more: Partial<Evidence> = {}) =>
    check.run({ network: state, targetGroups: groups, targetHealth: health, ...more }, context);

  describe(check.id, () => {
    it('speaks where the gate is closed to a target that fails', () => {
      expect(answer(closed)).toMatchObject({ status: 'seen', args: { count: 1, total: 1 } });
    });

    it('is silent where everything is open', () => {
      expect(answer(network())).toMatchObject({ status: 'not-seen' });
    });

    it('does not know where what decides was not read', () => {
      expect(answer(network(blind))).toMatchObject({ status: 'unknown' });
    });

    it('believes a health check that passes rather than the rules', () => {
      const healthy = health.map((one) => ({ ...one, state: 'healthy' }));

      expect(answer(closed, { targetHealth: healthy })).toMatchObject({ status: 'not-seen' });
    });

    it('does not know of what was open at the end but changed in between', () => {
      const [name, resource] = call;

      expect(answer(network(), { changes: [change(40, name, { resources: [resource] })] })).toMatchObject({
        status: 'unknown',
        reason: 'ambiguous',
      });
      expect(answer(network(), { changes: [change(40, name, { resources: ['other-1'] })] })).toMatchObject({
        status: 'not-seen',
      });
    });

    it('does not look at a target group that has no failures while another has', () => {
      const byTargetGroup = [
        { key: groupArn, requests: 100, elb502: 0, target502: 0, other5xx: 0 },
        { key: 'arn:other', requests: 100, elb502: 40, target502: 0, other5xx: 0 },
      ];

      expect(answer(closed, { accessLog: accessLog([], { byTargetGroup }) })).toMatchObject({
        status: 'not-applicable',
      });
    });

    it('does not concern functions', () => {
      const functions = [targetGroup({ targetType: 'lambda' })];

      expect(answer(closed, { targetGroups: functions })).toMatchObject({ status: 'not-applicable' });
    });
  });
}
