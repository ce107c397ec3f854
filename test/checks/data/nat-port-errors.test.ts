import { describe, expect, it } from '@jest/globals';
import { natPortErrors as check } from '../../../src/checks/data/nat-port-errors.ts';
import { at, context, series } from '../../support/evidence.ts';
import { failing, isFailing, quiet, resources } from '../../support/stores.ts';

const gateway = (metric: string, values: (minute: number) => number) => ({
  ...series(metric, 1, { namespace: 'AWS/NATGateway', dimensions: { NatGatewayId: 'nat-1' } }),
  points: Array.from({ length: 60 }, (_, minute) => ({ at: at(minute), value: values(minute) })),
});

describe('data/nat-port-errors', () => {
  it('speaks where connections could not be opened as requests failed', () => {
    const resourceMetrics = resources(gateway('ErrorPortAllocation', (minute) => (isFailing(minute) ? 40 : 0)));

    expect(check.run({ resourceMetrics, metrics: failing }, context)).toMatchObject({
      status: 'seen',
      args: { of: 'nat-1', now: 40 },
    });
  });

  it('is silent where there were none, and about a few lost packets', () => {
    const resourceMetrics = resources(
      gateway('ErrorPortAllocation', () => 0),
      gateway('PacketsDropCount', () => 3),
    );

    expect(check.run({ resourceMetrics, metrics: failing }, context)).toMatchObject({ status: 'not-seen' });
    expect(check.run({ resourceMetrics, metrics: quiet }, context)).toMatchObject({ reason: 'no-502' });
  });

  it('cannot tell where no gateway is known', () => {
    expect(check.run({ resourceMetrics: resources(), metrics: failing }, context)).toMatchObject({
      status: 'unknown',
      reason: 'not-collected',
    });
  });
});
